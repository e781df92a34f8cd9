FEE = 5
