import ast
import sys
from graphlib import TopologicalSorter
from importlib import reload
from pathlib import Path


def needs(module):
    tree = ast.parse(Path(module.__file__).read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def reload_package(name):
    loaded = {
        one: set(needs(module))
        for one, module in list(sys.modules.items())
        if one == name or one.startswith(name + ".")
    }
    order = list(TopologicalSorter(loaded).static_order())
    return [reload(sys.modules[one]) for one in order if one in loaded]
