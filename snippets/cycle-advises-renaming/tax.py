from invoice import RATE


def gross(net):
    return net * (100 + RATE) // 100
