import sys


def search(name, path):
    for finder in sys.meta_path:
        if spec := finder.find_spec(name, path):
            return spec
    raise ModuleNotFoundError(f"no spec for {name!r}", name=name)


def reload(module):
    spec = search(module.__name__, None)
    spec.loader.exec_module(module)
    return module
