"""Pythons are found where people have them, and named as people name them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reloaded.interpreters import find_pythons
from reloaded.interpreters.environments import Interpreter, prepare, running
from reloaded.interpreters.find_pythons import Found, candidates, find, folders

OWN = f"{sys.version_info[0]}.{sys.version_info[1]}"
OTHER = "3.15" if OWN != "3.15" else "3.14"


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on it: its root, below which tests put what they find."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in ("RELOADED_PYTHONS", "PYENV_ROOT", "UV_PYTHON_INSTALL_DIR"):
        monkeypatch.delenv(name, raising=False)
    # What stands beside the running Python is looked at as well: let that be nothing.
    monkeypatch.setattr(find_pythons, "running", lambda: tmp_path / "nowhere" / "python")
    return tmp_path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for environments."""
    return tmp_path / "cache"


def program(path: Path, text: str) -> Path:
    """A fake executable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return path


def wrapper(path: Path) -> Path:
    """A program that starts the Python that runs the tests."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(running())
    return path


def test_running_is_the_python_that_runs_this(
    environments: Path, interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one Python, nothing has to be named."""
    monkeypatch.setattr(find_pythons, "running", running)

    assert Found((interpreter,)) == find("running", environments)


def test_what_is_missing_is_named_as_it_was_asked_for(machine: Path, cache: Path) -> None:
    """A version that is nowhere, and a path to nothing, are named; the others are found."""
    wrapper(machine / "bin" / f"python{OWN}")

    found = find(f"{OTHER}, {OWN} ,/no/such/python,pypy3,nonsense,", cache)

    assert [OWN] == [one.minor for one in found.interpreters]
    assert (OTHER, "/no/such/python", "pypy3", "nonsense") == found.missing


def test_all_is_every_supported_version_and_pypy(cache: Path) -> None:
    """`all` asks for everything that the book speaks of, and says what is not there."""
    assert Found((), ("3.11", "3.12", "3.13", "3.14", "3.15", "pypy3")) == find("all", cache)


def test_a_shim_that_starts_nothing_is_skipped(machine: Path, cache: Path) -> None:
    """A pyenv shim for a version that is not installed fails: the next candidate is taken."""
    program(machine / "bin" / f"python{OWN}", "echo 'pyenv: version not found' >&2\nexit 127\n")
    wrapper(machine / "home/.pyenv/versions/3.99.1/bin" / f"python{OWN}")

    found = find(OWN, cache)

    assert [OWN] == [one.minor for one in found.interpreters]
    assert () == found.missing


@pytest.mark.parametrize("text", ["exit 0\n", "echo 'no JSON'\n", "exit 1\n", "kill -9 $$\n"])
def test_a_program_that_is_no_python_is_skipped(text: str, machine: Path, cache: Path) -> None:
    """Whatever a program of that name does, it is passed over."""
    program(machine / "bin/python3.12", text)

    assert Found((), ("3.12",)) == find("3.12", cache)


def test_a_python_under_another_versions_name_is_skipped(machine: Path, cache: Path) -> None:
    """A program is asked for its version: a name proves nothing."""
    wrapper(machine / "bin" / f"python{OTHER}")

    assert Found((), (OTHER,)) == find(OTHER, cache)


def test_a_path_is_taken_whatever_its_version(machine: Path, cache: Path) -> None:
    """A program that is named by its path is the one that is meant; twice is once."""
    path = wrapper(machine / "anywhere" / "my-python")

    found = find(f"{path},{path}", cache)

    assert [OWN] == [one.minor for one in found.interpreters]


def test_folders_are_searched_from_the_books_own_to_the_tools(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First what the book fetched, then `PATH` in its order, then pyenv and uv, newest first."""
    home = machine / "home"
    own = home / ".cache/reloaded/pythons/bin"
    old = home / ".pyenv/versions/3.13.9/bin"
    new = home / ".pyenv/versions/3.13.10/bin"
    uv = home / ".local/share/uv/python/cpython-3.13.11-linux-x86_64-gnu/bin"
    first, second = machine / "first", machine / "second"
    for folder in (old, uv, second, new, first, own):
        program(folder / "python3.13", "")
    monkeypatch.setenv("PATH", f"{first}{os.pathsep}{os.pathsep}{second}")

    expected = [own, first, second, uv, new, old]

    assert expected == [candidate.parent for candidate in candidates("3.13")]


def test_the_tools_may_be_elsewhere(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables of pyenv, uv and the book move their folders."""
    pyenv, uv = machine / "pyenv/versions/3.13.0/bin", machine / "uv/cpython-3.12.0/bin"
    for folder in (pyenv, uv):
        folder.mkdir(parents=True)
    monkeypatch.setenv("RELOADED_PYTHONS", str(machine / "own"))
    monkeypatch.setenv("PYENV_ROOT", str(machine / "pyenv"))
    monkeypatch.setenv("UV_PYTHON_INSTALL_DIR", str(machine / "uv"))

    assert [machine / "own/bin", machine / "bin", pyenv, uv] == folders()


def test_an_environment_is_made_once(tmp_path: Path) -> None:
    """An interpreter that was prepared is found again, whole, and changed ones are made anew."""
    first = prepare(running(), tmp_path)
    made = (first.home / "interpreter.json").stat().st_mtime_ns

    assert first == prepare(running(), tmp_path)
    assert made == (first.home / "interpreter.json").stat().st_mtime_ns
    assert [first.home] == list(tmp_path.iterdir())
    assert first.executable.exists()
