from importlib import reload


def reload_or_restore(module):
    namespace = vars(module)
    before = dict(namespace)
    try:
        return reload(module)
    except BaseException:
        for name in namespace.keys() - before.keys():
            del namespace[name]
        namespace.update(before)
        raise
