from enum import Enum, Flag, IntEnum


class Status(Enum):
    PAID = "paid"
    OPEN = "open"


class Priority(IntEnum):
    HIGH = 1
    LOW = 2


class Kind(Enum):
    ANY = object()


class Mark(Flag):
    NEW = 1
    GIFT = 2
