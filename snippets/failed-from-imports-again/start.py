import traceback

try:
    import shop.orders
except ImportError as error:
    print(error)
    report = traceback.format_exc()
