def total(prices):
    return f"{sum(prices):.2f} EUR"
