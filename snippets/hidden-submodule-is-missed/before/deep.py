from importlib import reload
from types import ModuleType


def ours(value):
    return isinstance(value, ModuleType) and "shop" in value.__name__


def deep_reload(module, done):
    if module not in done:
        done.append(module)
        for child in filter(ours, list(vars(module).values())):
            deep_reload(child, done)
        reload(module)
