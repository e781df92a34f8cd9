from .rates import TAX


def tea():
    return 300 * (100 + TAX) // 100
