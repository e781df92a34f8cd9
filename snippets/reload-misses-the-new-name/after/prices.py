def gross(net):
    return net * 120 // 100


def discounted(amount):
    return amount - amount // 10
