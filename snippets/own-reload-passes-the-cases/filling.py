def describe(module, spec):
    module.__name__ = spec.name
    module.__package__ = spec.parent
    module.__loader__ = spec.loader
    if spec.has_location:
        module.__file__ = spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations


def fill(module, spec, name):
    module.__spec__ = spec
    if spec is None:
        message = f"spec not found for the module {name!r}"
        raise ModuleNotFoundError(message, name=name)
    describe(module, spec)
    if spec.loader is not None:
        spec.loader.exec_module(module)
