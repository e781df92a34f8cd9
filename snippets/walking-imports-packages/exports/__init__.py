import pkgutil


def formats():
    return [found.name for found in pkgutil.iter_modules(__path__)]
