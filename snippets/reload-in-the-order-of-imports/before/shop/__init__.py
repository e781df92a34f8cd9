from . import prices, rates
from .prices import tea
