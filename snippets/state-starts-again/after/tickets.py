import itertools

if "numbers" not in globals():
    numbers = itertools.count(1)


def issue():
    return f"No. {next(numbers)}"
