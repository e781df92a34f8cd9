import sys


def keys(name):
    inside = name + "."
    every = list(sys.modules)
    return [key for key in every if (key + ".").startswith(inside)]


def put_back(space, child, bound):
    space.pop(child, None)
    space.update(bound)
