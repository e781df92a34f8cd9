from . import prices

CURRENCY = "EUR"


def tag():
    return f"{prices.TEA} {CURRENCY}"
