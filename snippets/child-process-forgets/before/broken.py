TEA = 1 / 0
