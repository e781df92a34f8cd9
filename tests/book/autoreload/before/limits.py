class Parcel:
    LIMIT = 5

    def weigh(self, limit=LIMIT):
        return "old" if limit else ""
