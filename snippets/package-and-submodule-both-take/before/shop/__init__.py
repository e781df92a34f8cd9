CURRENCY = "EUR"

from .prices import tea

print("shop in", CURRENCY)
