import taxes

TEA = 3
