from importlib import reload


def update_class(module, name):
    old = getattr(module, name)
    new = getattr(reload(module), name)
    for attribute, value in vars(new).items():
        if attribute not in ("__dict__", "__weakref__"):
            setattr(old, attribute, value)
    setattr(module, name, old)
