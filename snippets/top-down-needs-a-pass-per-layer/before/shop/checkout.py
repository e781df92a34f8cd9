from .rates import TAX

FACTOR = 100 + TAX
