import found


class Stars(found.Plugin):
    pass


print("signs is ready")
