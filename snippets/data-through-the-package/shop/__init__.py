from importlib.resources import files
from pathlib import Path


def terms_by_path():
    return (Path(__file__).parent / "terms.txt").read_text().strip()


def terms():
    return (files(__name__) / "terms.txt").read_text().strip()
