print("shop begins")
CURRENCY = "EUR"

from shop import prices

CHEAPEST = min(prices.LIST.values())
print("shop ends")
