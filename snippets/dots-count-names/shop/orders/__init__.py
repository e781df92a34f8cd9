from .. import CURRENCY
from .limits import MOST

RULE = f"at most {MOST} {CURRENCY}"
