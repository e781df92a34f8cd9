import gc
import sys
import weakref
from importlib import reload
from types import FunctionType, ModuleType


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


def holders(target, depth=4):
    owners = {
        id(vars(module)): name
        for name, module in sys.modules.items()
        if isinstance(module, ModuleType)
    }
    found, level = set(), [target]
    for _ in range(depth):
        above = []
        for thing in level:
            for holder in gc.get_referrers(thing):
                if owner := owners.get(id(holder)):
                    for name, value in holder.items():
                        if value is thing:
                            found.add(f"{owner}.{name}")
                else:
                    above.append(holder)
        level = above
    return sorted(found)
