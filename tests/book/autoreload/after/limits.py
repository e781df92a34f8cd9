class Parcel:
    LIMIT = 5

    def weigh(self, limit=LIMIT):
        return "new" if limit else ""
