print("reading prices.py")

TEA = 3
