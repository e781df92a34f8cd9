"""A cart and its discounts."""
