import itertools

numbers = itertools.count(1)


def issue():
    global latest
    latest = next(numbers)
    return latest
