print("shop begins")
CURRENCY = "USD"

from . import prices, rates
from .prices import tea

print("shop ends")
