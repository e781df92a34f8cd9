from shop.rates import TAX
