from .customers import SALUTATION, Customer

TERMS = "7 days"


class Invoice:
    status = "due"
