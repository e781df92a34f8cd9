import prices

print(f"tea: {prices.TEA} EUR")
