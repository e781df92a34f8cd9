RATE = 1.17


def in_dollars(euros):
    return euros * RATE
