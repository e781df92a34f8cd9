import itertools

if "numbers" in globals():
    print("the numbers go on")
else:
    print("the numbers start at 1")
    numbers = itertools.count(1)


def issue():
    return f"No. {next(numbers)}"
