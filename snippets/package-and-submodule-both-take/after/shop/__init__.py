CURRENCY = "USD"

from .prices import tea

print("shop in", CURRENCY)
