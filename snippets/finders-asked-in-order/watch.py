import sys


class Watch:
    def __init__(self, place):
        self.place = place

    def find_spec(self, name, path, target=None):
        print(f"{self.place} is asked for {name}, path {path}")
        return None


sys.meta_path.insert(0, Watch("first"))
sys.meta_path.append(Watch("last"))
