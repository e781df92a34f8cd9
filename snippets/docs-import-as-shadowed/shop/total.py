VAT = 20


def total(net):
    return net * (100 + VAT) / 100
