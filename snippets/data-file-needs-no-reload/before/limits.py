import tomllib
from pathlib import Path

FILE = Path(__file__).with_name("limits.toml")


def allowed(size):
    limits = tomllib.loads(FILE.read_text("utf-8"))
    return size <= limits["upload"]
