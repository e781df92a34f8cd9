import prices

print("tea costs", prices.TEA)
