import sys
from importlib.machinery import FileFinder, SourceFileLoader


class TracingLoader(SourceFileLoader):
    def create_module(self, spec):
        print("create_module: entry is", sys.modules.get(spec.name))
        return super().create_module(spec)

    def get_code(self, name):
        print("get_code: entry is", sys.modules.get(name))
        return super().get_code(name)


sys.path_hooks.insert(0, FileFinder.path_hook((TracingLoader, [".py"])))
sys.path_importer_cache.clear()
