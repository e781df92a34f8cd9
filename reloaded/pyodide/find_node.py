"""Finds a Node to run Pyodide in."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

OLDEST = 22
"""The first major version that takes a file of JavaScript for a module where it is one."""


class NoNodeError(Exception):
    """There is none, or none that is new enough."""


def node() -> Path:
    """The Node that comes with Playwright, which the book's requirements name; else that on `PATH`.

    Raises:
        NoNodeError: neither is there.
    """
    spec = find_spec("playwright")
    for place in spec.submodule_search_locations or () if spec else ():
        if (driver := Path(place, "driver", "node")).exists():
            return driver
    if found := shutil.which("node"):
        version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)
        if int(version.stdout.removeprefix("v").split(".")[0]) >= OLDEST:
            return Path(found)
    raise NoNodeError(f"there is no Node {OLDEST} or newer, and none that came with Playwright")
