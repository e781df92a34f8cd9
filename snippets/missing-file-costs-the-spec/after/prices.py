def gross(net):
    return net + net * 25 // 100
