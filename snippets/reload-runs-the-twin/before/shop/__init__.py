from shop import prices


def total(cups):
    return cups * prices.TEA
