from shop import CURRENCY

print("prices in", CURRENCY)
NET = 300


def tea():
    return f"{NET} {CURRENCY}"
