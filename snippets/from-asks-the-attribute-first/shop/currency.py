RATES = {"EUR": 1.0, "USD": 1.25}
