import colorsys
import sys
from importlib import import_module


class Curious:
    def find_spec(self, name, path, target=None):
        print("the finder gets the old module:", target is colorsys)


reload = import_module(sys.argv[1]).reload
sys.meta_path.insert(0, Curious())
reload(colorsys)
