from importlib.util import module_from_spec, spec_from_file_location
from itertools import count

GENERATION = count(1)


def load(path):
    name = f"plugin_{next(GENERATION)}"
    spec = spec_from_file_location(name, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
