import sys

from trial import attempt, folder, save

save("prices.py", "TEA = 3\n")
import prices

attempt("a string", "prices")
save("prices.py", "TEA = 400\n")
attempt("edited", prices)
save("prices/__init__.py", "from .taxes import VAT as TEA\n")
save("prices/taxes.py", "TEA = VAT = 5\n")
attempt("a package now", prices)
taxes = sys.modules["prices.taxes"]
nested = "import trial, prices\ntrial.reload(prices.taxes)\nTEA = 6\n"
save("prices/taxes.py", nested)
attempt("from its own body", taxes)
(folder / "prices/taxes.py").unlink()
attempt("no file", taxes)
hide = "import sys\nsys.modules[__name__] = sys\nTEA = 7\n"
save("prices/__init__.py", hide)
attempt("replaced", prices)
attempt("no entry", prices)
del sys.modules["prices"]
attempt("no parent", taxes)
