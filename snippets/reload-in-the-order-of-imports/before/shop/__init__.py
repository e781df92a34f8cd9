print("shop begins")
CURRENCY = "EUR"

from . import prices, rates
from .prices import tea

print("shop ends")
