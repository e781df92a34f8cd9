from discounts import LIMIT


def check(euros):
    return euros > LIMIT
