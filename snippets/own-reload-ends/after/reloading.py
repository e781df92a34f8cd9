import sys

running = {}


def search(name, path):
    for finder in sys.meta_path:
        if spec := finder.find_spec(name, path):
            return spec
    raise ModuleNotFoundError(f"no spec for {name!r}", name=name)


def reload(module):
    name = module.__spec__.name
    if sys.modules.get(name) is not module:
        raise ImportError(f"{name} is not this module", name=name)
    if name in running:
        return running[name]
    running[name] = module
    try:
        return run(module, name)
    finally:
        del running[name]


def run(module, name):
    parent = name.rpartition(".")[0]
    path = sys.modules[parent].__path__ if parent else None
    spec = module.__spec__ = search(name, path)
    module.__name__ = name
    module.__loader__ = spec.loader
    if spec.has_location:
        module.__file__ = spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    spec.loader.exec_module(module)
    return sys.modules[name]
