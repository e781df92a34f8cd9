import shop.rates


def total(net):
    return net * (100 + shop.rates.TAX) // 100
