import shop.prices


def total(cups):
    return cups * shop.prices.TEA
