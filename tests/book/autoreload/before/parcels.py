import events


@events.counted
def fee():
    return "old"


class Parcel:
    LIMIT = 5

    def weigh(self, limit=LIMIT):
        return "old" if limit else ""
