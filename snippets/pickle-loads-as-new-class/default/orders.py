class Order:
    gift = False

    def __init__(self, item, gift=False):
        self.item = item
        self.gift = gift

    def label(self):
        return self.item + (" (a gift)" if self.gift else "")
