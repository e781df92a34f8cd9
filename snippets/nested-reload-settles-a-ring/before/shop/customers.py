SALUTATION = "Dear customer"


class Customer:
    status = "new"


from .orders import TERMS, Order
