__all__ = ["CURRENCY", "cart"]
CURRENCY = "EUR"
