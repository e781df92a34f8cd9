import sys
from contextlib import contextmanager

MISSING = object()


@contextmanager
def replaced(name, module):
    old = sys.modules.get(name, MISSING)
    sys.modules[name] = module
    try:
        yield module
    finally:
        if old is MISSING:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = old
