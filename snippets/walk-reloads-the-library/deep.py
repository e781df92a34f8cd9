from importlib import reload
from types import ModuleType


def deep_reload(module, done):
    if module not in done:
        done.append(module)
        reload(module)
        for value in list(vars(module).values()):
            if isinstance(value, ModuleType):
                deep_reload(value, done)
