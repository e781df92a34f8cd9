COLUMNS = ["name"]
