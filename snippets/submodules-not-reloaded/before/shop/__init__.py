from shop.prices import total

__all__ = ["total"]

print("running shop/__init__.py")
