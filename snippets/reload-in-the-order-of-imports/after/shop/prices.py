from shop import CURRENCY

from .rates import TAX

print("prices in", CURRENCY)
NET = 300


def tea():
    return f"{NET * (100 + TAX) // 100} {CURRENCY}"
