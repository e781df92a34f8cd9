class Order:
    def __new__(cls, *args, **kwargs):
        order = super().__new__(cls)
        order.notes = []
        return order
