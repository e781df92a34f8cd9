from functools import wraps


def audited(function):
    @wraps(function)
    def wrapper(*args):
        print("calling", function.__name__)
        return function(*args)

    return wrapper
