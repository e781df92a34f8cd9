from importlib import reload
from types import ModuleType


def reload_all(module, seen):
    seen.append(module.__name__)
    reload(module)
    for value in list(vars(module).values()):
        if isinstance(value, ModuleType) and value.__name__ not in seen:
            reload_all(value, seen)
    return seen
