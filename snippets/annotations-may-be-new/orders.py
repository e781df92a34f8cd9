from typing import Annotated


class Order:
    pass


def ship(order: Order):
    return "on its way"


def cancel(order: Order):
    return "cancelled"


def find(order: "Order"):
    return "in the van"


def pack(order: Annotated["Order", "heavy"]):
    return "packed"


class Parcel:
    order: Annotated["Order", "light"]
