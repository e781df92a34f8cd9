from .customers import SALUTATION, Customer

TERMS = "30 days"
