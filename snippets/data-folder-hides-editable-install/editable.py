import sys
from importlib.util import spec_from_file_location
from pathlib import Path

INSTALLED = {"redis": Path("checkout/redis/__init__.py").absolute()}


class EditableFinder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name in INSTALLED:
            return spec_from_file_location(name, INSTALLED[name])


sys.meta_path.append(EditableFinder)
