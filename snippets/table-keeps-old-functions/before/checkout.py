from functools import partial

import pricing

RULES = {
    "member": pricing.reduced,
    "student": partial(pricing.reduced, percent=30),
    "staff": lambda cents: pricing.reduced(cents, percent=50),
}
