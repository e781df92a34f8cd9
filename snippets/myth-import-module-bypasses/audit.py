import builtins

seen = []
original = builtins.__import__


def logged(name, *rest):
    seen.append(name)
    return original(name, *rest)


builtins.__import__ = logged
