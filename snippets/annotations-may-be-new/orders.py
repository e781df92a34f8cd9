class Order:
    pass


def ship(order: Order):
    return "on its way"


def cancel(order: Order):
    return "cancelled"
