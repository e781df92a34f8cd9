from .invoices import TERMS, Invoice


class Order:
    status = "open"
