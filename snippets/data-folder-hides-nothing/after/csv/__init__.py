STOCK = "csv/stock.csv"
