import shop.orders


class Customer:
    def __init__(self, name):
        self.name = name

    def order(self, article):
        return shop.orders.Order(article, self)
