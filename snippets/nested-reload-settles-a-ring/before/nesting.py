import builtins
from contextlib import contextmanager
from threading import RLock, get_ident
from unittest.mock import patch

ONE_AT_A_TIME = RLock()


@contextmanager
def every_import_tells(bring):
    original, here = builtins.__import__, get_ident()

    def importing(name, globals=None, locals=None, fromlist=(), level=0):
        module = original(name, globals, locals, fromlist, level)
        if get_ident() == here:
            base = getattr(module, "__name__", name) if fromlist else name
            bring(base)
            star = "*" in (fromlist or ())
            for part in getattr(module, "__all__", ()) if star else fromlist or ():
                bring(f"{base}.{part}")
        return module

    with ONE_AT_A_TIME, patch.object(builtins, "__import__", importing):
        yield
