from tax import gross

RATE = 19


def total(net):
    return f"{gross(net)} EUR"
