TEA = 2
