import sys
from types import ModuleType


def namespaces():
    return {
        name: object.__getattribute__(module, "__dict__")
        for name, module in sys.modules.copy().items()
        if issubclass(type(module), ModuleType)
    }
