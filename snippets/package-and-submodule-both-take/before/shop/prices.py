from shop import CURRENCY


def tea():
    return f"3 {CURRENCY}"


print("prices in", CURRENCY)
