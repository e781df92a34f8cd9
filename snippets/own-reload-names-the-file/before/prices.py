def gross(net):
    return net * 120 // 100
