def gross(net):
    return net * 125 // 100
