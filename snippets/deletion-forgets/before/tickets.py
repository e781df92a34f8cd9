import itertools

if "numbers" in globals():
    print("the numbers go on")
else:
    print("the numbers start at 1")
    numbers = itertools.count(1)


def issue():
    return next(numbers)


def void(number):
    return f"No. {number} is void"
