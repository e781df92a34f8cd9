from shop.prices import tea

print("the shop opens")
