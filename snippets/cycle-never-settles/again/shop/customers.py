SALUTATION = "Hi"


class Customer:
    status = "new"


from .orders import TERMS, Order
