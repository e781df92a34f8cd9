COLUMNS = ["name", "price"]
TITLE = "Prices"
