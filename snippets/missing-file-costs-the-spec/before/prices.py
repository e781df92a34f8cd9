def gross(net):
    return net + net * 20 // 100
