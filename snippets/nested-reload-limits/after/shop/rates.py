TAX = 25
NOTE = """
