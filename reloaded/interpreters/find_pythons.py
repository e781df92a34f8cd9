"""Finds the Pythons of a machine: on `PATH`, and where pyenv, uv and `.ci/pythons` put them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reloaded.errors import BookError
from reloaded.interpreters.environments import Interpreter, prepare, running
from reloaded.interpreters.gates import SUPPORTED

WANTED = (*SUPPORTED, "pypy3")
"""What `all` stands for, as one may name them: minor versions of CPython, and PyPy."""


@dataclass(frozen=True)
class Found:
    """What came of looking for interpreters.

    Attributes:
        interpreters: those that start, in the order asked for.
        missing: the names asked for that were not found, as the person gave them.
    """

    interpreters: tuple[Interpreter, ...]
    missing: tuple[str, ...] = ()


def find(wanted: str, cache: Path) -> Found:
    """Find interpreters by name.

    Args:
        wanted: `running` for the one that runs this, `all` for every supported one, or a list
            separated by commas of versions (`3.13`), `pypy3` and paths of programs.
        cache: the folder of their environments.
    """
    if wanted == "running":
        return Found((prepare(running(), cache),))
    found: list[Interpreter] = []
    missing: list[str] = []
    for name in WANTED if wanted == "all" else filter(None, wanted.split(",")):
        interpreter = first_that_starts(name.strip(), cache)
        if interpreter is None:
            missing.append(name.strip())
        elif interpreter not in found:
            found.append(interpreter)
    return Found(tuple(found), tuple(missing))


def choose(wanted: str, cache: Path) -> Found:
    """Find the interpreters that a person asks for, as `find` does.

    Raises:
        BookError: a name is none that there is, a path leads to no Python, or the book does not
            speak of its version.
    """
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    for name in names if wanted not in ("running", "all") else ():
        if "/" not in name and name not in WANTED:
            fault = f"{name} is unknown; choose running, all, {', '.join(WANTED)} or a path"
            raise BookError(fault, "--python")
    found = find(wanted, cache)
    for name in found.missing:
        if "/" in name:
            raise BookError(f"there is no Python that starts at {name}", "--python")
    for interpreter in found.interpreters:
        if interpreter.minor not in SUPPORTED:
            spoken = f"the book speaks of {SUPPORTED[0]} to {SUPPORTED[-1]}"
            raise BookError(
                f"{interpreter.program} is {interpreter.name}, and {spoken}", "--python"
            )
    if not found.interpreters and not found.missing:
        raise BookError("names no Python; choose one, or leave the option out", "--python")
    return found


def first_that_starts(name: str, cache: Path) -> Interpreter | None:
    """The first candidate that is what its name says; a shim may start nothing."""
    for candidate in [Path(name)] if "/" in name else candidates(name):
        try:
            interpreter = prepare(candidate, cache)
        except (OSError, subprocess.CalledProcessError):
            continue
        if "/" in name or name in (interpreter.minor, interpreter.implementation.lower() + "3"):
            return interpreter
    return None


def candidates(name: str) -> Iterator[Path]:
    """Programs that may be the interpreter of a name such as `3.13` or `pypy3`, best first."""
    program = name if name.startswith("pypy") else f"python{name}"
    if running().name == program or running().with_name(program).exists():
        yield running().with_name(program)
    for folder in folders():
        if (folder / program).exists():
            yield folder / program


def folders() -> list[Path]:
    """The folders that may hold interpreters, newest versions first within a tool's."""
    home = Path.home()
    installed = os.environ.get("RELOADED_PYTHONS") or str(home / ".cache/reloaded/pythons")
    pyenv = Path(os.environ.get("PYENV_ROOT") or home / ".pyenv")
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or home / ".local/share/uv/python")
    managed = [*(pyenv / "versions").glob("*/bin"), *uv.glob("*/bin")]
    path = [Path(folder) for folder in os.get_exec_path() if folder]
    return [Path(installed) / "bin", *path, *sorted(managed, key=version_in, reverse=True)]


def version_in(folder: Path) -> list[int]:
    """The numbers in the name of an installation: `3.13.0`, `cpython-3.13.0-linux-x86_64-gnu`."""
    return [int(number) for number in re.findall(r"\d+", folder.parent.name)]
