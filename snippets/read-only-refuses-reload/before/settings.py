import sys
from types import ModuleType

print("reading settings.py")

TIMEOUT = 30


class ReadOnly(ModuleType):
    def __setattr__(self, name, value):
        raise AttributeError(f"{self.__name__}.{name} is read-only")


sys.modules[__name__].__class__ = ReadOnly
