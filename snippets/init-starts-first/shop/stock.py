from shop import CHEAPEST

print("shop.stock finds", CHEAPEST)
