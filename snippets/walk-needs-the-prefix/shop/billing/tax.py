RATES = {"books": 7, "tea": 20}
