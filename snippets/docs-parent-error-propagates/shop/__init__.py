VAT = int("20 %")
