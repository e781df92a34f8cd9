from .checkout import FACTOR
