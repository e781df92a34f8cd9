import sys
from graphlib import TopologicalSorter
from importlib import reload

from imports import imports_of


def reload_package(package):
    ours = {
        name: module
        for name, module in sys.modules.items()
        if name == package or name.startswith(package + ".")
    }
    sorter = TopologicalSorter()
    for name, module in ours.items():
        imported = ours.keys() & set(imports_of(module, ours))
        sorter.add(name, *imported - {name})
    for name in sorter.static_order():
        reload(ours[name])
