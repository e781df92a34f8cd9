import sys
from contextlib import contextmanager
from importlib import import_module


@contextmanager
def fresh_import(name):
    parent, _, child = name.rpartition(".")
    old = sys.modules.pop(name)
    try:
        yield import_module(name)
    finally:
        sys.modules[name] = old
        if parent:
            setattr(sys.modules[parent], child, old)
