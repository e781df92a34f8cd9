def included_vat(gross):
    return gross / 6


def net(gross):
    return gross - vat(gross)
