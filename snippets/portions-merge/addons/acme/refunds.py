from .orders import PRICES


def refund(item):
    return f"{PRICES[item]} EUR back"
