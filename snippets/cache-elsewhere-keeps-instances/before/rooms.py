class Room:
    def __init__(self, number):
        self.number = number

    def label(self):
        return f"room {self.number}"
