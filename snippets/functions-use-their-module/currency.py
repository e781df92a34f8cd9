RATE = 1.25


def to_dollars(euros):
    return euros * RATE
