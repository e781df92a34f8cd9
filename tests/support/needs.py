"""What a test needs and a machine may lack: it is skipped then, with the command that brings it.

Where `RELOADED_NEEDS=required`, as in `.ci/run`, it fails instead.
"""

from __future__ import annotations

import os
import re
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NoReturn

import pytest

from reloaded.book import ROOT
from reloaded.pyodide.find_node import NoNodeError, node

SIZES = ("requirements.txt", "tests/requirements.txt", "tests/book/autoreload/requirements.txt")
"""The files that pip installs from: what reading needs, and what tests need on top."""

PIN = re.compile(r"(?m)^([\w.-]+)==([^\s;#]+)(?: *; *([^#\n]+?))? *(?:#.*)?$")
"""A line of such a file: name, version, and for which machines."""


def pins(name: str) -> list[tuple[str, str, str]]:
    """What a file of requirements pins itself, without the files that it includes.

    Args:
        name: its path from the root of the repository.
    """
    text = (ROOT / name).read_text(encoding="utf-8")
    return PIN.findall(text.replace(" \\\n", "\n"))  # hashes follow in a lock


@cache
def files_by_package() -> dict[str, str]:
    """By name of a package, the first of the files that brings it."""
    return {one[0]: size for size in reversed(SIZES) for one in pins(size)}


def installed(package: str) -> bool:
    """Whether this Python has a package."""
    try:
        distribution(package)
    except PackageNotFoundError:
        return False
    return True


def needs(*packages: str) -> AbstractContextManager[None]:
    """Skip a test, or a module that is being imported, where a package is not installed.

    Args:
        packages: their names as in the files of requirements.

    Returns:
        A context that does nothing: imports that stand in it may follow other code.
    """
    for package in packages:
        file = files_by_package()[package]  # a package that no file brings is an error everywhere
        if not installed(package):
            give_up(f"{package} is not installed: .venv/bin/pip install -r {file}")
    return nullcontext()


def missing(wanted: str | Path | None, remedy: str) -> str | Path:
    """A program or file that a test needs: without it the test is skipped, where that may be."""
    if wanted is None or not Path(wanted).exists():
        give_up(f"a program that reads the site or the exports is not here: {remedy}")
    return wanted


def needs_node() -> Path:
    """A Node that Pyodide runs in, for a test that runs it."""
    try:
        return node()
    except NoNodeError as error:
        give_up(str(error))


def give_up(reason: str) -> NoReturn:
    """Skip what runs or is imported; fail where nothing may be skipped."""
    if os.environ.get("RELOADED_NEEDS") == "required":
        pytest.fail(reason)
    pytest.skip(reason, allow_module_level=True)
