from enum import Enum

import events

RATE = 3
DOUBLE = 2 * RATE
ORDERS = []
if "CUSTOMERS" not in globals():
    CUSTOMERS = []


def cost(count):
    return RATE * count + 100


@events.counted
def fee():
    return "new fee"


class Cart:
    LIMIT = 50

    def __init__(self):
        self.items = []
        self.currency = "EUR"

    def total(self):
        return "new total"


class Size(Enum):
    SMALL = 1


events.HANDLERS.append(cost)
