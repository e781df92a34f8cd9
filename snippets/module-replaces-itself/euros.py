import sys

RATE = 1.25


def convert(dollars):
    return dollars / RATE


sys.modules[__name__] = convert
