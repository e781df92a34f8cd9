import rates


def charge(euros):
    return round(euros * rates.RATE, 2)


def quote(euros):
    import rates

    return round(euros * rates.RATE, 2)
