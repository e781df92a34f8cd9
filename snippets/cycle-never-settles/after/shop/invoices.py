from .customers import SALUTATION, Customer

TERMS = "14 days"


class Invoice:
    status = "due"
