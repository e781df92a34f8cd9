from shop import CURRENCY


def tea():
    return f"4 {CURRENCY}"


print("prices in", CURRENCY)
