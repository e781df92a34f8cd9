class Square:
    from math import sqrt

    def __init__(self, area):
        self.area = area

    def side(self):
        return self.sqrt(self.area)
