from prices import gross


def total(net):
    return gross(net)
