class Cart:
    __slots__ = ("currency",)

    def total(self):
        return "slots"
