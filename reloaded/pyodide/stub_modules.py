"""Stands in for modules that Pyodide imports when it starts, and that no prompt ever asks of it.

`trim_library.py` puts this file into the trimmed library as `sitecustomize`, which `site` imports
before Pyodide's own Python code runs. Event loops, wheels and signatures of functions for
JavaScript are more than half of what Pyodide's start would spend on imports. `adapt.py` removes the
stand-ins with everything else that Pyodide has loaded, so a session that imports one of these names
gets the module of the standard library.
"""

import sys

NAMES = (
    "asyncio",
    "inspect",
    "pyodide.webloop",
    "shutil",
    "tempfile",
    "tokenize",
    "traceback",
    "zipfile",
)
"""Found by timing the imports of a start."""


class Anything(type):
    """The type of `Nothing`: each attribute of that is itself, and so is whatever a call gives."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return cls

    def __call__(cls, *_: object, **__: object) -> type:  # noqa: D102 - what the class says
        return cls

    def __iter__(cls) -> object:
        return iter(())

    def __str__(cls) -> str:
        return "()"  # as a signature: Pyodide puts it into docstrings


class Nothing(metaclass=Anything):
    """Takes the place of a class, a function or a constant."""


class StandIn(type(sys)):  # type: ignore[misc]  # the type of modules, without an import
    """A module that has every name."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing


for one in NAMES:
    sys.modules[one] = StandIn(one)
# Pyodide makes this its `sys.excepthook`: an error in its start is to be printed.
vars(sys.modules["traceback"])["print_exception"] = sys.__excepthook__
