import sys
from importlib.util import module_from_spec, spec_from_file_location
from itertools import count

NUMBERS = count(1)


def load(path):
    for number in NUMBERS:
        spec = spec_from_file_location(f"plugin_{number}", path)
        module = module_from_spec(spec)
        if sys.modules.setdefault(spec.name, module) is module:
            break
    try:
        spec.loader.exec_module(module)
    except BaseException:
        unload(module)
        raise
    return module


def unload(module):
    sys.modules.pop(module.__name__, None)
