"""Runs a program as if only what reading needs were installed, whatever this Python has."""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.support.needs import SIZES, pins

PROGRAM = """\
import json, re, runpy, sys
from importlib.machinery import PathFinder

modules, packages = json.loads(sys.argv[1])

class Small(PathFinder):
    def find_spec(name, *arguments):
        if name.partition(".")[0] not in modules:
            return PathFinder.find_spec(name, *arguments)

    def find_distributions(*arguments):
        for one in PathFinder.find_distributions(*arguments):
            if re.sub("[-_.]+", "-", one.name).lower() not in packages:
                yield one

sys.meta_path[sys.meta_path.index(PathFinder)] = Small
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""Finds neither the modules of some packages nor what they declare, such as lexers and plugins."""


def normal(name: str) -> str:
    """A package's name as files of requirements have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def packages() -> set[str]:
    """What only a larger install has."""
    small = {normal(name) for name, *_ in pins(SIZES[0])}
    return {normal(name) for size in SIZES[1:] for name, *_ in pins(size)} - small


@cache
def modules() -> set[str]:
    """The modules of these packages, as far as this Python has them."""
    return {
        module
        for module, owners in packages_distributions().items()
        if {normal(owner) for owner in owners} <= packages()
    }


def started(program: Path, *arguments: str) -> list[str]:
    """The command that runs a program of this Python without what a small install lacks.

    Args:
        program: a file of Python, such as a console script.
        arguments: for the program.

    Returns:
        The command and its arguments.
    """
    absent = json.dumps([sorted(modules()), sorted(packages())])
    return [sys.executable, "-c", PROGRAM, absent, str(program), *arguments]
