import prices

print(prices.__file__)
print("tea costs", prices.TEA)
