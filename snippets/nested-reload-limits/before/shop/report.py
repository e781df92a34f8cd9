from importlib import import_module

TAX = import_module("shop.rates").TAX
print("report runs")
