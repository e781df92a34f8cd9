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
            if fromlist and "*" in fromlist:
                fromlist = getattr(module, "__all__", ())
            for part in fromlist or ():
                bring(f"{base}.{part}")
        return module

    with ONE_AT_A_TIME, patch.object(builtins, "__import__", importing):
        yield
