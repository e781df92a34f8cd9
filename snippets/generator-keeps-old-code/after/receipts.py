def amount(cents):
    return f"{cents / 100:.2f} EUR"


def lines(prices):
    for cents in prices:
        yield "* " + amount(cents)
