import sys
from contextlib import contextmanager
from importlib import import_module

from entries import keys, put_back


@contextmanager
def fresh(name):
    import_module(name)
    parent, _, child = name.rpartition(".")
    space = vars(sys.modules[parent]) if parent else {}
    bound = {key: space[key] for key in [child] if key in space}
    saved = {key: sys.modules.pop(key) for key in keys(name)}
    try:
        twin = import_module(name)
        if bound.get(child) is not saved[name]:
            put_back(space, child, bound)
        yield twin
    finally:
        for key in keys(name):
            sys.modules.pop(key, None)
        sys.modules.update(saved)
        put_back(space, child, bound)
