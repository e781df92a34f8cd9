from billing import invoice

RATE = invoice.RATE


def gross(net):
    return net * (100 + RATE) // 100
