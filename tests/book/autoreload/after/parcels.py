import events


@events.counted
def fee():
    return "new"


class Parcel:
    LIMIT = 5

    def weigh(self, limit=LIMIT):
        return "new" if limit else ""
