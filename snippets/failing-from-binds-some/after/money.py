try:
    from fastmoney import parse, show
except ImportError:
    print("without fastmoney")
    from slowmoney import parse, show
