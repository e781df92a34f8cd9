import prices

if "original" not in globals():
    original = prices.tea


def cheaper():
    return original() - 1


prices.tea = cheaper
