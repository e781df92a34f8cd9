import billing.invoice


def gross(net):
    return net * (100 + billing.invoice.RATE) // 100
