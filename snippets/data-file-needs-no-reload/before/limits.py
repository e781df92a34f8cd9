import tomllib
from pathlib import Path


def allowed(size):
    limits = tomllib.loads(Path("limits.toml").read_text())
    return size <= limits["upload"]
