import shop


def first_line():
    return f"Tea: {shop.prices.TEA} {shop.CURRENCY}"
