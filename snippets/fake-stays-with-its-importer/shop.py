import orders


def buy():
    return orders.pay(500)
