import sys
from types import SimpleNamespace

sys.modules[__name__] = SimpleNamespace(rate=20)
