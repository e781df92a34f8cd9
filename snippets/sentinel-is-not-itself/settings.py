VALUES = {"host": "localhost"}
MISSING = object()


def get(name, default=MISSING):
    if name in VALUES:
        return VALUES[name]
    if default is MISSING:
        raise KeyError(name)
    return default
