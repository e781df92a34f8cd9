class Order:
    def __init__(self, item):
        self.item = item

    def label(self):
        return self.item
