from . import prices

CURRENCY = "JPY"


def tag():
    return f"{prices.TEA} {CURRENCY}"
