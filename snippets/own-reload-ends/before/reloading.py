import sys


def reload(module):
    name = module.__spec__.name
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    module.__loader__.exec_module(module)
    return sys.modules[name]
