from importlib import import_module


def suffix(name):
    return import_module("." + name, __name__).SUFFIX
