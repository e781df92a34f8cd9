PRICES = {"tea": 3, "coffee": 4}
