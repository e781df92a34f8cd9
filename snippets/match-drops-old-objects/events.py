class Click:
    pass


class Key:
    pass
