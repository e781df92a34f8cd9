from shop.rates import TAX


def total(net):
    return net * (100 + TAX) // 100
