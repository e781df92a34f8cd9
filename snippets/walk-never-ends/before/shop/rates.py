if "runs" not in globals():
    runs = 0
runs += 1

TAX = 20
