def amount(cents):
    return f"{cents} ct"


def lines(prices):
    for cents in prices:
        yield "- " + amount(cents)
