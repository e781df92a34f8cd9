class Alarm:
    def __init__(self, room):
        self.room = room

    def ring(self):
        print("Leave the", self.room, "now")
