from prices import discounted, gross


def total(net):
    return discounted(gross(net))
