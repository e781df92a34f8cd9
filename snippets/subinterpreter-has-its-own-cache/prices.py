TEA = 3
print("prices is executed", flush=True)
