import sys
from types import ModuleType

print("reading settings.py")

TIMEOUT = 60


class ReadOnly(ModuleType):
    def __setattr__(self, name, value):
        if not name.startswith("__"):
            raise AttributeError(f"{self.__name__}.{name} is read-only")
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = ReadOnly
