def total(prices):
    return f"{sum(prices)} EUR"
