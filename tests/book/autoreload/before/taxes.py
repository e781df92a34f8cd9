class Tax:
    def word(self):
        return "new"


class Sales(Tax):
    def word(self):
        return "old"
