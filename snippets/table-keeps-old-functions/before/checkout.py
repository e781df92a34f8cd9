from functools import partial

import pricing
from pricing import reduced

RULES = {
    "member": pricing.reduced,
    "student": partial(pricing.reduced, percent=30),
    "guest": lambda cents: reduced(cents, percent=10),
    "staff": lambda cents: pricing.reduced(cents, percent=50),
}
