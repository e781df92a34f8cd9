from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .prices import tea

print("rates")
TAX = 25


def share():
    from .prices import NET

    return TAX / NET
