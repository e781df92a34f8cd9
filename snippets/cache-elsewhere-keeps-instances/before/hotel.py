from functools import cache

import rooms


@cache
def find(number):
    return rooms.Room(number)
