import os
from contextlib import contextmanager


@contextmanager
def replacing(path):
    beside = f"{path}.new"
    with open(beside, "w", encoding="utf-8") as file:
        yield file
    os.replace(beside, path)
