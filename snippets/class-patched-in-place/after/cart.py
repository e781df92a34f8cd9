class Cart:
    def __init__(self):
        self.items = []
        self.currency = "EUR"

    def total(self):
        return "new total"


class Order(Cart):
    pass


EMPTY = Cart()
