"""Finds a Node to run Pyodide in."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from reloaded.errors import LARGER_INSTALL

OLDEST = (20, 19)
"""The first version that takes a file of JavaScript for a module where it is one."""


class NoNodeError(Exception):
    """There is none, or none that is new enough."""


def node() -> Path:
    """The Node that comes with Playwright, where that is installed; else that on `PATH`.

    Raises:
        NoNodeError: neither is there.
    """
    spec = find_spec("playwright")
    for place in spec.submodule_search_locations or () if spec else ():
        if (driver := Path(place, "driver", "node")).exists():
            return driver
    if found := shutil.which("node"):
        version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)
        if tuple(map(int, version.stdout.strip().removeprefix("v").split(".")[:2])) >= OLDEST:
            return Path(found)
    raise NoNodeError(
        f"there is no Node {'.'.join(map(str, OLDEST))} or newer; Playwright would bring one:"
        f" .venv/bin/pip install -r {LARGER_INSTALL}"
    )
