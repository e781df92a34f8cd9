import shop.terms

VAT = 25
DAYS = shop.terms.DAYS

print("shop is ready")
