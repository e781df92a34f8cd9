"""A program that holds what it has imported, and says what an edit of each module did to that."""

import json
import os
import sys
from pathlib import Path

import counter
import doors  # noqa: F401 - is edited
import events
import grades
import limits
import line
import shop
import staff
import stock
import taxes
from marks import mark
from parcels import fee as parcel_fee
from rates import rate
from shop import RATE, Cart, Size, cost, fee

AFTER = Path("after").resolve()


def pay(function=cost):
    """Hold a function as a default argument."""
    return function(1)


CART = Cart()
SMALL = Size.SMALL
PARCEL = limits.Parcel()
SALES = taxes.Sales()


def new(is_new):
    """The word for what was or was not replaced."""
    return "new" if is_new else "old"


def counted():
    """Whether the function that the edit adds counts in the module's own variable."""
    counter.bump()
    return "set" if counter.COUNT else "missing"


def tried(look):
    """What is seen, or the error."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - whatever the tool has left is the answer
        return f"`{type(error).__name__}`"


EDIT = {
    "a function, called through its module": lambda: new(shop.cost(1) > 100),
    "a function bound by `from`": lambda: new(cost(1) > 100),
    "a function bound by `from` `is` the module's": lambda: str(cost is shop.cost),
    "a function held as a default argument": lambda: new(pay() > 100),
    "a decorated function, called through its module": lambda: new(shop.fee() == "new fee"),
    "a decorated function bound by `from`": lambda: new(fee() == "new fee"),
    "a method of an old instance": lambda: new(CART.total() == "new total"),
    "a class attribute, through an old instance": lambda: new(CART.LIMIT == 50),
    "what the new `__init__` sets, on an old instance": lambda: (
        "set" if hasattr(CART, "currency") else "missing"
    ),
    "`isinstance(old_instance, shop.Cart)`": lambda: str(isinstance(CART, shop.Cart)),
    "a class bound by `from` `is` the module's": lambda: str(Cart is shop.Cart),
    "an enum member that was kept `is` the module's": lambda: str(SMALL is shop.Size.SMALL),
    "a constant, through its module": lambda: new(shop.RATE == 3),
    "a constant bound by `from` in another module": lambda: new(RATE == 3),
    "a constant bound by `from` at the prompt": lambda: new(PROMPT["RATE"] == 3),
    "what the body computes from that constant": lambda: new(shop.DOUBLE == 6),
    "a list that the program has filled": lambda: "kept" if shop.ORDERS else "empty",
    "a list that the body makes only `if` the module has none": lambda: (
        "kept" if shop.CUSTOMERS else "empty"
    ),
    "handlers that the body has registered": lambda: str(len(events.HANDLERS)),
    "a function that was deleted": lambda: "stays" if hasattr(shop, "discount") else "gone",
    "a class that was deleted": lambda: "stays" if hasattr(shop, "Voucher") else "gone",
}
"""By what is looked at after one edit of `shop`: the word for its state."""

ALONE = {
    "a method of an old instance, where a default names a class constant": (
        "limits",
        PARCEL.weigh,
    ),
    "a decorated function bound by `from`, edited beside such a method": ("parcels", parcel_fee),
    "a method of an old instance that gets a `super()`": ("taxes", SALES.word),
    "a field added to a dataclass, given to a new instance": (
        "stock",
        lambda: "set" if stock.Item("tea", left=2).left == 2 else "missing",
    ),
    "a field added to a dataclass, in the class": (
        "stock",
        lambda: "set" if hasattr(stock.Item, "left") else "missing",
    ),
    "another base class, in a new instance": ("staff", lambda: staff.Boss().word),
    "a member added to an `IntEnum`": (
        "grades",
        lambda: "a member" if isinstance(grades.Grade.HIGH, grades.Grade) else "a number",
    ),
    "a decorator, in a function bound by `from` that it wraps": (
        "marks",
        lambda: mark().split()[0],
    ),
    "a function under `lru_cache`, bound by `from`": ("rates", rate),
    "a filled list, by an edit of the line that makes it": (
        "line",
        lambda: "kept" if line.WAITING else "empty",
    ),
    "a `global` of the module, set by a function that the edit adds": ("counter", counted),
    "calls in an `if`, by an edit of a constant beside the call": (
        "doors",
        lambda: str(len(events.OPENED)),
    ),
}
"""The same after an edit of its own, in the module that is named."""

PROMPT = {}


def fill(prompt):
    """Do what a program does while it runs."""
    global PROMPT
    PROMPT = prompt
    shop.ORDERS.append("tea")
    shop.CUSTOMERS.append("you")
    line.WAITING.append("tea")


def save():
    """Edit all modules that are loaded, one after another, with dates in another second."""
    for after in sorted(AFTER.glob("*.py")):
        if after.stem not in sys.modules:
            continue
        file = Path(after.name)
        date = file.stat().st_mtime + 2
        file.write_text(after.read_text(encoding="utf-8"), encoding="utf-8")
        os.utime(file, (date, date))
        yield after.stem


def tell(reports=None, more=None, is_new_process=False):
    """Print the words, with the errors that the tool has reported of each module."""
    words = {row: tried(word) for row, word in EDIT.items()}
    for row, (module, word) in ALONE.items():
        error = (reports or {}).get(module)
        words[row] = tried(word) + (f"; reports `{error}`" if error else "")
    if is_new_process:
        words |= {row: "no old one" for row in words if " old " in row or " kept " in row}
        words |= {row: "no old one" for row in words if "old_instance" in row}
    print(json.dumps(words | (more or {})), flush=True)
