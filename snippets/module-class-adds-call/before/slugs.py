import sys
from types import ModuleType

SEEN = []


def slugify(text):
    SEEN.append(text)
    return text.lower().replace(" ", "-")


class Slugs(ModuleType):
    def __call__(self, text):
        return slugify(text)

    @property
    def CALLS(self):
        return len(SEEN)


sys.modules[__name__].__class__ = Slugs
