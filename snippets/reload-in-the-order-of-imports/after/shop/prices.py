from .rates import TAX

NET = 300


def tea():
    return NET * (100 + TAX) // 100
