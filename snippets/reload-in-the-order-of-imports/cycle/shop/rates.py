from . import prices

TAX = 30


def share():
    return TAX / prices.NET
