import shop.prices

VAT = int("20 %")
