import sys
from importlib import import_module
from pathlib import Path


def write(path, text):
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(text)


def edited(reload, name):
    write(f"{name}.py", "A = 1\nGONE = 1\n")
    module = import_module(name)
    write(f"{name}.py", "A = 'a longer value'\n")
    return reload(module) is module, module.A, module.GONE


def submodule(reload, name):
    write(f"{name}/part.py", "A = 1\n")
    module = import_module(f"{name}.part")
    write(f"{name}/part.py", "A = 'a longer value'\n")
    return reload(module) is module, module.A


def renamed(reload, name):
    write(f"{name}.py", "A = 1\n")
    module = import_module(name)
    module.__name__ = "other"
    return reload(module).__spec__.name == name


def replaced(reload, name):
    write(f"{name}.py", f"import sys\nsys.modules['{name}'] = 7\n")
    module = type(sys)(name)
    module.__spec__ = sys.__spec__.__class__(name, None)
    sys.modules[name] = module
    return reload(module)


def missing(reload, name):
    write(f"{name}.py", "A = 1\n")
    module = import_module(name)
    Path(f"{name}.py").unlink()
    return refused(reload, module), module.A


def twin(reload, name):
    write(f"{name}.py", "A = 1\n")
    module = import_module(name)
    del sys.modules[name]
    return refused(reload, module)


def refused(reload, module):
    try:
        reload(module)
    except ImportError as error:
        return type(error).__name__, error.name == module.__name__
    return "accepted"


CASES = [edited, submodule, renamed, replaced, missing, twin]
