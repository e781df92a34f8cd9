import warnings
from importlib import reload
from pathlib import Path


def show(message, category, filename, *rest):
    print("/".join(Path(filename).parts[-2:]))


warnings.showwarning = show

import older

print("first reload")
reload(older)

print("second reload")
reload(older)
