from .invoices import TERMS


class Order:
    status = "open"
