print("running shop/prices.py")
TEA = float("2,50")
