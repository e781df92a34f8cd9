import sys

READERS = {}


def register(name):
    module = sys.modules[name]
    print(f"{name}: initializing is {module.__spec__._initializing}")
    for suffix in getattr(module, "SUFFIXES", []):
        READERS[suffix] = name
