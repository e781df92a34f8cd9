from shop.prices import total

__all__ = ["total"]
