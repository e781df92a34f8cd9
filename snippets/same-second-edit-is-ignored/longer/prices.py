TEA = 4.5
