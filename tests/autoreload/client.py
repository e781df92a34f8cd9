"""A program that holds what it has imported, and says what an edit of `shop` did to that."""

import json
import sys
import time

import events
import shop
from shop import Cart, Size, cost, fee

ROWS = {
    "a function, called through its module": lambda: new(shop.cost(1) > 100),
    "a name bound by `from … import`": lambda: new(cost(1) > 100),
    "a default argument": lambda: new(pay() > 100),
    "a decorated function, bound by `from`": lambda: new(fee() == "new fee"),
    "a method of an old instance": lambda: new(CART.total() == "new total"),
    "a class attribute, through an old instance": lambda: new(CART.LIMIT == 50),
    "what the new `__init__` sets, on an old instance": lambda: (
        "set" if hasattr(CART, "currency") else "missing"
    ),
    "`isinstance(old_instance, shop.Cart)`": lambda: str(isinstance(CART, shop.Cart)),
    "an enum member that was kept `is` the module's": lambda: str(SMALL is shop.Size.SMALL),
    "a constant of the module": lambda: new(shop.RATE == 3),
    "a list that the program has filled": lambda: "kept" if shop.ORDERS else "empty",
    "handlers that the body has registered": lambda: str(len(events.HANDLERS)),
    "a function that was deleted": lambda: "stays" if hasattr(shop, "discount") else "gone",
}
"""By what is looked at: one word for its state."""


def pay(function=cost):
    """Hold a function as a default argument."""
    return function(1)


def new(is_new):
    """The word for what was or was not replaced."""
    return "new" if is_new else "old"


CART = Cart()
SMALL = Size.SMALL


def fill():
    """Do what a program does while it runs."""
    shop.ORDERS.append("tea")


def save(text):
    """Edit the module, as an editor does."""
    with open(shop.__file__, "w", encoding="utf-8") as file:
        file.write(text)


def tell(is_new_process=False):
    """Print the words."""
    words = {row: word() for row, word in ROWS.items()}
    if is_new_process:
        words |= {row: "no old one" for row in ROWS if "old" in row or "kept" in row}
    print(json.dumps(words), flush=True)


def wait(is_done):
    """Wait until a tool that watches has done its work."""
    end = time.monotonic() + 8
    while not is_done():
        if time.monotonic() > end:
            sys.exit("nothing has happened after 8 seconds")
        time.sleep(0.05)
    time.sleep(0.3)
