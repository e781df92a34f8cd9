from os.path import realpath

from namespaces import namespaces


def names_of(path):
    names = []
    for name, space in namespaces().items():
        file = space.get("__file__")
        if file and realpath(file) == realpath(path):
            names.append(name)
    return sorted(names)
