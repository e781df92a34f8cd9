import sys
from importlib.util import module_from_spec, spec_from_file_location


def load(name):
    spec = spec_from_file_location(name, f"plugins/{name}.py")
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
