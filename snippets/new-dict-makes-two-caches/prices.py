print("reading prices.py")
