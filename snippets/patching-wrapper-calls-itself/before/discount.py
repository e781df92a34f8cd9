import prices

original = prices.tea


def cheaper():
    return original() - 1


prices.tea = cheaper
