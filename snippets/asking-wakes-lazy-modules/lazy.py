import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def import_lazily(name):
    spec = find_spec(name)
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
