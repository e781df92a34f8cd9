from functools import singledispatch
from numbers import Number

import money


@singledispatch
def to_csv(value):
    raise TypeError(f"no column for {type(value)}")


@to_csv.register(money.Money)
def money_to_csv(value):
    return f"{value.cents / 100:.2f}"


Number.register(money.Money)
