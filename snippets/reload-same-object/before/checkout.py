import rates


def in_dollars(euros):
    return round(euros * rates.EUR_USD, 2)
