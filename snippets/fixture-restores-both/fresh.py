import sys
from contextlib import contextmanager
from importlib import import_module


def keys(name):
    inside = name + "."
    return [key for key in sys.modules if (key + ".").startswith(inside)]


@contextmanager
def fresh(name):
    import_module(name)
    parent, _, child = name.rpartition(".")
    package = sys.modules.get(parent)
    attribute = getattr(package, child, None)
    saved = {key: sys.modules.pop(key) for key in keys(name)}
    try:
        yield import_module(name)
    finally:
        for key in keys(name):
            del sys.modules[key]
        sys.modules.update(saved)
        if parent:
            setattr(package, child, attribute)
