raise RuntimeError("somebody has read this file")


def gross(net):
    return net + net * 25 // 100
