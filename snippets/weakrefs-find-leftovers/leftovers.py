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
    alive = [name for name in old if old[name]() is not None]
    return {name: holders(old[name]()) for name in alive}
