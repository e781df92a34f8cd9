import found


class Lines(found.Plugin):
    pass


print("signs has lines")
