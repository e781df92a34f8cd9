import sys
from importlib.util import module_from_spec, spec_from_file_location


def load(plugin):
    name = f"plugin_{plugin}"
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, f"plugins/{plugin}.py")
    module = sys.modules[name] = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return sys.modules[name]


def run_again(module):
    module.__loader__.exec_module(module)
    return module
