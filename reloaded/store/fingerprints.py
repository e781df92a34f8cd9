"""Says what an interpreter, and our own code, are: another hash after any change of a file.

A file is read again only where its number, size or times on the disk are others than before. The
time of its last change (`ctime`) is among them, which no program can set: a file whose date was put
back is read again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from reloaded.interpreters.environments import Interpreter
from reloaded.store.results import ResultStore, hashed

PACKAGE = Path(__file__).resolve().parent.parent

UNREAD = frozenset({"__pycache__", "site-packages"})
"""Folders of a standard library that say nothing: compiled from it, or unseen by a session."""

OWN = frozenset({"interpreter.json", "pyvenv.cfg", "runner.marshal"})
"""Files of an environment that hold its own place, or are made of what is hashed elsewhere."""

SHELL = Path("/bin/sh")

Stamp = tuple[int, int, int, int]


@cache
def of_code(*names: str) -> str:
    """What our own code is.

    Args:
        *names: folders and files of the package, such as `session` or `quiz/scoring.py`.

    Returns:
        A hash of all their Python files.
    """
    sources = sorted(
        file
        for name in names
        for file in (
            [PACKAGE / name] if (PACKAGE / name).is_file() else (PACKAGE / name).rglob("*.py")
        )
    )
    return contents((file.relative_to(PACKAGE).as_posix(), file) for file in sources)


@cache
def of_interpreter(interpreter: Interpreter, store: ResultStore) -> str:
    """What an interpreter is, with all that its sessions can see of it and of the system.

    It is looked at once for each store, which is once in a run.

    Args:
        interpreter: which one.
        store: where the hashes of whole folders are remembered.

    Returns:
        A hash of the program, the libraries that it loads, its standard library, its environment,
        the variables and the locale that sessions get, the shell, and the system.
    """
    variables = interpreter.variables(Path("/demo"))
    parts = [
        interpreter.implementation,
        interpreter.full,
        files([*map(Path, interpreter.linked), interpreter.program, SHELL], store),
        folder(interpreter.library, store),
        folder(str(interpreter.home), store, unread=frozenset({"__pycache__"})),
        {name: text.replace(str(interpreter.home), "/venv") for name, text in variables.items()},
        [os.uname().sysname, os.uname().release, os.uname().machine],
    ]
    return hashed(parts)


def folder(root: str, store: ResultStore, unread: frozenset[str] = UNREAD) -> str:
    """A hash of what the files below a folder are called and hold.

    Args:
        root: the folder.
        store: where hashes are remembered.
        unread: the names of folders that are left out.

    Returns:
        40 hexadecimal digits.
    """
    found = [(path[len(root) :], path, stamp) for path, stamp in below(root, unread)]
    return remembered(found, store)


def files(paths: Iterable[Path], store: ResultStore) -> str:
    """A hash of what files are called and hold.

    Args:
        paths: the files; a link stands for where it leads.
        store: where hashes are remembered.
    """
    real = {str(path.resolve()) for path in paths if path.exists()}
    return remembered([(path, path, stamp(os.stat(path))) for path in real], store)  # noqa: PTH116 - as below


def remembered(found: list[tuple[str, str, Stamp]], store: ResultStore) -> str:
    """A hash of files: read where one of them has changed on the disk.

    Args:
        found: the name of each in the hash, its path, and its stamp.
        store: where hashes are remembered.
    """
    found.sort()
    parts = {"files": hashed([(name, stamp) for name, _, stamp in found])}
    known = store.get("contents", parts)
    if not isinstance(known, str):
        known = contents((name, Path(path)) for name, path, _ in found)
        store.put("contents", parts, known)
    return known


def below(root: str, unread: frozenset[str]) -> Iterator[tuple[str, Stamp]]:
    """Yield each file below a folder but those of an environment's own making, with its stamp."""
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in unread:
                    yield from below(entry.path, unread)
            elif entry.name not in OWN and entry.is_file():
                yield entry.path, stamp(entry.stat())


def stamp(stat: os.stat_result) -> Stamp:
    """What is another once a file has been written, replaced or dated: number, size and times."""
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def contents(named: Iterable[tuple[str, Path]]) -> str:
    """A hash of files with their names."""
    whole = blake2b(digest_size=20)
    for name, path in named:
        data = path.read_bytes()
        whole.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        whole.update(data)
    return whole.hexdigest()
