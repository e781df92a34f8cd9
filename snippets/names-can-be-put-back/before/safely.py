import sys
from importlib import reload


def reload_or_restore(module):
    namespace = vars(module)
    before = dict(namespace)
    package = module.__name__
    try:
        return reload(module)
    except BaseException:
        for name in namespace.keys() - before.keys():
            submodule = sys.modules.get(f"{package}.{name}")
            if submodule is None:
                del namespace[name]
            else:
                namespace[name] = submodule
        namespace.update(before)
        raise
