import payments
from money import Money


def pay(cents):
    payments.charge(cents)
    return Money(cents)
