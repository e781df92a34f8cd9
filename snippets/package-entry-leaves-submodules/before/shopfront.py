from shop import tag

SIGN = f"Tea, {tag()}"
