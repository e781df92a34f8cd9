from .customers import SALUTATION, Customer

TERMS = "30 days"


class Invoice:
    status = "due"
