TEA = 7
