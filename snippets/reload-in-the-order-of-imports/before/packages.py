import sys
from importlib import reload
from itertools import accumulate

from nesting import every_import_tells


def reload_package(package):
    loaded = sys.modules.copy()
    below = [name for name in loaded if name.startswith(f"{package}.")]
    pending = [key for key in [package, *below] if loaded[key] is not None]
    for name in pending:
        loaded[name].__spec__.loader.get_code(name)

    def bring(name):
        for part in accumulate(name.split("."), "{}.{}".format):
            if part in pending:
                pending.remove(part)
                reload(loaded[part])

    with every_import_tells(bring):
        while pending:
            bring(pending[0])
