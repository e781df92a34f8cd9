import sys
from importlib import reload


def reload_all(prefix):
    for name, module in sys.modules.copy().items():
        if name == prefix or name.startswith(prefix + "."):
            print("reloading", name)
            reload(module)
