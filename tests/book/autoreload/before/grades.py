from enum import IntEnum


class Grade(IntEnum):
    LOW = 1
