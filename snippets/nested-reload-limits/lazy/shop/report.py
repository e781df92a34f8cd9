lazy from shop.rates import TAX
