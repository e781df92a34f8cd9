from slowmoney import parse, show

try:
    from fastmoney import parse, show
except ImportError:
    print("without fastmoney")
