from . import CURRENCY
from .prices import TEA

LINE = f"tea costs {TEA} {CURRENCY}"
