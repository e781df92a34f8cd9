class Alarm:
    def __init__(self, room):
        self.room = room

    def ring(self):
        print("Smoke in the", self.room)
