import os.path
from importlib.resources import files

import texts


def greeting_by_path():
    folder = os.path.dirname(texts.__file__)
    with open(os.path.join(folder, "greeting.txt")) as file:
        return file.read().strip()


def greeting():
    return files(texts).joinpath("greeting.txt").read_text().strip()
