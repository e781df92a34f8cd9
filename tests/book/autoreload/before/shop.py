from enum import Enum

import events

RATE = 2
DOUBLE = 2 * RATE
ORDERS = []
if "CUSTOMERS" not in globals():
    CUSTOMERS = []


def cost(count):
    return RATE * count


def discount(count):
    return count - 1


@events.counted
def fee():
    return "old fee"


class Cart:
    LIMIT = 5

    def __init__(self):
        self.items = []

    def total(self):
        return "old total"


class Size(Enum):
    SMALL = 1


class Voucher:
    pass


events.HANDLERS.append(cost)
