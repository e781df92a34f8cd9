print("reading prices.py")

TEA = 4
