FOUND = {}


class Plugin:
    def __init_subclass__(cls):
        FOUND[cls.__module__, cls.__qualname__] = cls
