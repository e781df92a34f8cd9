import gc
import weakref
from importlib import reload
from types import FunctionType

from holders import holders


def reload_and_search(module):
    old = {
        name: weakref.ref(value)
        for name, value in vars(module).items()
        if isinstance(value, (FunctionType, type))
        and value.__module__ == module.__name__
    }
    reload(module)
    gc.collect()
    return {name: holders(ref()) for name, ref in old.items() if ref()}
