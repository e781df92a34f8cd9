import sys
from importlib.util import module_from_spec, spec_from_file_location


def load(name, path):
    spec = spec_from_file_location(name, path)
    sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
