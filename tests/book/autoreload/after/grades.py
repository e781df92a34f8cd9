from enum import IntEnum


class Grade(IntEnum):
    LOW = 1
    HIGH = 2
