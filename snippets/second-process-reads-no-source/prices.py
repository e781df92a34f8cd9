print("running prices.py")
TEA = 3
