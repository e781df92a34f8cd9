def total(net):
    return round(net * 1.1, 2)
