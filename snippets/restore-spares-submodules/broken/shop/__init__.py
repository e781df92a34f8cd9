import shop.terms

VAT = 25
DAYS = int(f"{shop.terms.DAYS} days")
