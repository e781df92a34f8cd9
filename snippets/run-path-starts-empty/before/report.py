import sys

COLUMNS = ["name", "price"]
TITLE = "Prices"
ENTERED = __name__ in sys.modules
