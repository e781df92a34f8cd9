from enum import Enum, IntEnum


class Status(Enum):
    PAID = "paid"
    OPEN = "open"


class Priority(IntEnum):
    HIGH = 1
    LOW = 2
