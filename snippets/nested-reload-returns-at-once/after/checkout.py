from importlib import reload

import rates

print("checkout: reloading rates")
print("checkout: it is", reload(rates))
print("checkout:", rates.RATE, hasattr(rates, "SYMBOL"))
