"""Remembers what was made of files until one of them changes; and replaces files whole.

A chapter is made of a page and the snippets that it embeds, the bank of its files and of every
chapter, and so on. `Files.once` makes each of them once in a process, and notes which files were
read meanwhile: that note decides, a build or a page later, whether it has to be made again. So no
module keeps a cache of its own, and none is told what depends on what.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, RLock
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

YOUNG_NS = 100_000_000
"""A file that changed less than this ago may change again without a new time: disks' clocks are
slower than programs. What was made of it is made again at the next look."""


class Listing(NamedTuple):
    """The files below a folder whose names end in the same way."""

    folder: str
    suffix: str


class Made(NamedTuple):
    """Something that was made of files, and what these were then."""

    value: Any
    stamps: dict[str | Listing, object]


@dataclass
class Kept:
    """What a process has read of one book, and made of it."""

    lock: RLock = field(default_factory=RLock)
    contents: dict[str, tuple[object, bytes]] = field(default_factory=dict)
    made: dict[Hashable, Made] = field(default_factory=dict)


KEPT: dict[Path, Kept] = {}
"""By folder of the book: the one memory of this process."""

LOCK = Lock()


class Files:
    """The files of a book as they are at one moment: each is looked at once.

    Args:
        root: the folder of the book.
    """

    def __init__(self, root: Path) -> None:
        with LOCK:
            self.kept = KEPT.setdefault(root, Kept())
        self.stamps: dict[str | Listing, object] = {}
        self.current = set[Hashable]()

    def once(self, make: Callable[..., T], key: Hashable, *given: object) -> T:
        """What a function makes of files: made anew only after one that it has read has changed.

        Args:
            make: reads files by `read`, `exists` and `below` alone.
            key: what tells this result from others of the same function.
            given: what to call it with.
        """
        with self.kept.lock:
            whole = (make, key)
            made = self.kept.made.get(whole)
            if made is None or not self.is_current(whole, made):
                made = self.kept.made[whole] = self.noting(make, given)
                self.current.add(whole)
            self.note(made.stamps)
            value: T = made.value
            return value

    def noting(self, make: Callable[..., Any], given: tuple[object, ...]) -> Made:
        """Make something, and note what is read for it; an outer one has read that too."""
        stamps: dict[str | Listing, object] = {}
        token = READING.set((self, stamps))
        try:
            return Made(make(*given), stamps)
        finally:
            READING.reset(token)
            self.note(stamps)

    def note(self, stamps: dict[str | Listing, object]) -> None:
        """Add to what is noted of the thing that is being made."""
        if outer := READING.get():
            outer[1].update(stamps)

    def is_current(self, key: Hashable, made: Made) -> bool:
        """Whether every file is still what it was when something was made of it."""
        if key not in self.current:
            if any(self.stamp(place) != then for place, then in made.stamps.items()):
                return False
            self.current.add(key)
        return True

    def stamp(self, place: str | Listing) -> object:
        """What a file or listing is now; looked at once."""
        if place not in self.stamps:
            self.stamps[place] = stamp(place) if isinstance(place, str) else tuple(walk(*place))
        return self.stamps[place]

    def content(self, file: str) -> bytes:
        """What a file holds, read once until it changes."""
        now = self.stamp(file)
        held = self.kept.contents.get(file)
        if held is None or held[0] != now:
            held = self.kept.contents[file] = now, fresh(file)
        return held[1]


READING: ContextVar[tuple[Files, dict[str | Listing, object]] | None] = ContextVar(
    "READING", default=None
)
"""While something is being made: of which files, and what they are."""


def read(file: Path) -> bytes:
    """Read a file; what is being made of it is made again once it has changed."""
    name = os.fspath(file)
    if reading := READING.get():
        reading[1][name] = reading[0].stamp(name)
        return reading[0].content(name)
    return fresh(name)


def exists(file: Path) -> bool:
    """Whether there is a file; what is being made depends on that."""
    if reading := READING.get():
        name = os.fspath(file)
        reading[1][name] = reading[0].stamp(name)
        return reading[1][name] is not None
    return file.exists()


def below(folder: Path, suffix: str) -> list[Path]:
    """The files below a folder whose names end so, sorted; what is being made depends on them."""
    listing = Listing(os.fspath(folder), suffix)
    if reading := READING.get():
        names = reading[1][listing] = reading[0].stamp(listing)
    else:
        names = walk(*listing)
    return sorted(map(Path, names))  # type: ignore[call-overload]  # of a listing, a tuple of names


def walk(folder: str, suffix: str) -> Iterator[str]:
    """Yield the names of the files below a folder that end so."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                yield from walk(entry.path, suffix)
            elif entry.name.endswith(suffix):
                yield entry.path


def fresh(file: str) -> bytes:
    """Read a file from the disk."""
    with open(file, "rb") as opened:  # noqa: PTH123 - a thousand times a build
        return opened.read()


def stamp(file: str) -> object:
    """What is another when a file or folder has changed; None where there is none."""
    try:
        stat = os.stat(file)  # noqa: PTH116 - a thousand times a page
    except FileNotFoundError:
        return None
    if time.time_ns() - stat.st_mtime_ns < YOUNG_NS:
        return object()  # equals nothing else
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def is_newest(file: Path, folders: Iterable[Path]) -> bool:
    """Whether a file was written after everything in some folders, JSON apart.

    Args:
        file: which may not exist; it is not the newest then.
        folders: in which nothing was saved, renamed or deleted since; their own dates count too.
    """
    if not file.exists():
        return False
    ours = file.stat().st_mtime_ns
    return all(time < ours for folder in folders for time in times(os.fspath(folder)))


def times(folder: str) -> Iterator[int]:
    """Yield when a folder, and each file and folder below it, has changed: in ns."""
    with suppress(FileNotFoundError):
        yield os.stat(folder).st_mtime_ns  # noqa: PTH116 - a thousand times a run
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    yield from times(entry.path)
                elif not entry.name.endswith(".json"):
                    yield entry.stat().st_mtime_ns


def versioned(name: str, contents: Mapping[str, bytes]) -> str:
    """What a folder is called whose address says which version it is: its name, and a hash.

    Args:
        name: what it is called in all versions.
        contents: its files, by their names.
    """
    whole = hashlib.sha256()
    for file, content in sorted(contents.items()):
        whole.update(f"{file} {len(content)}\n".encode() + content)
    return f"{name}-{whole.hexdigest()[:12]}"


def publish(place: Path, contents: Mapping[str, bytes]) -> None:
    """Write a versioned folder, and delete those of other versions beside it.

    A file that is right already is left alone: a builder that watches the folder would build again.

    Args:
        place: the folder, its last part made by `versioned`.
        contents: its files, by their names.
    """
    place.mkdir(parents=True, exist_ok=True)
    for old in set(place.parent.glob(f"{place.name.rpartition('-')[0]}-*")) - {place}:
        shutil.rmtree(old, ignore_errors=True)  # another build may have been faster
    for name, content in contents.items():
        file = place / name
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)


def replace(file: Path, text: str) -> None:
    """Write a file in one step: who reads it meanwhile gets the old text or the new, and no half.

    Args:
        file: in a folder that is made where there is none.
        text: all of it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=file.parent, suffix=".part", delete=False
    ) as part:
        part.write(text)
    Path(part.name).replace(file)
