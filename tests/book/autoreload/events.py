"""What `shop` uses, and nobody edits."""

from functools import wraps

HANDLERS = []
OPENED = []


def counted(function):
    """Wrap a function, as decorators do."""

    @wraps(function)
    def wrapper():
        return function()

    return wrapper
