import itertools

numbers = itertools.count(1)


def issue():
    return next(numbers)
