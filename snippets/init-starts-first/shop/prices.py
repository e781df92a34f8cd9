from shop import CURRENCY

print("shop.prices finds", CURRENCY)
LIST = {"tea": 3, "coffee": 4}
