def show():
    return "12 orders"


print(__name__, show())
