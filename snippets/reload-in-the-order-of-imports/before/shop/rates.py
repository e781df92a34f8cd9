print("rates")
TAX = 20
