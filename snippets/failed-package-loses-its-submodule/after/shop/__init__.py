import shop.prices

VAT = 20
