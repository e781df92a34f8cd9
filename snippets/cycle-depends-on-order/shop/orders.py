from shop.customers import Customer

GUEST = Customer("guest")


class Order:
    def __init__(self, article, customer=GUEST):
        self.article = article
        self.customer = customer
