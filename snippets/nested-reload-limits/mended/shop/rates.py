TAX = 25
NOTE = """VAT as of June."""
