import sys


def search(name):
    parent, path = name.rpartition(".")[0], None
    if parent and parent not in sys.modules:
        message = f"parent {parent!r} not in sys.modules"
        raise ImportError(message, name=parent)
    if parent:
        path = sys.modules[parent].__path__
    for finder in sys.meta_path:
        spec = finder.find_spec(name, path)
        if spec is not None:
            return spec
    return None
