import sys

from filling import fill
from finding import search

running = {}


def reload(module):
    spec = getattr(module, "__spec__", None)
    name = spec.name if spec else getattr(module, "__name__", None)
    if name is None:
        raise TypeError("reload() argument must be a module")
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in running:
        return running[name]
    running[name] = module
    try:
        fill(module, search(name), name)
        return sys.modules[name]
    finally:
        running.pop(name, None)
