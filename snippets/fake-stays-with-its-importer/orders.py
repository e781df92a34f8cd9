import payments


def pay(cents):
    return payments.charge(cents)
