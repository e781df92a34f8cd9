from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.customers import Customer


def label(customer: Customer) -> str:
    return f"{customer.name}, {customer.street}"
