from sheets import *


def total(cells):
    return f"{round(add(cells))} EUR"
