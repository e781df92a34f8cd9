"""Puts the scripts of live sessions where their address says which version they are.

A page that is open while the site is deployed, or a cache that keeps one file longer than another,
would otherwise mix scripts that don't fit each other. So they go to `docs/assets/playground-HASH/`,
which git ignores and a builder copies: each finds the others beside it, the page names the folder,
and of a version that is no longer there a page says so (`whyNotLoaded` in `run-button.js`).
The theme's own copy, without a hash, is what the scripts of the quiz import.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from reloaded import files
from reloaded.book import THEME, Book

SCRIPTS = THEME / "assets" / "playground"


def version(_: Book) -> str:
    """A hash of all that the scripts are."""
    whole = hashlib.sha256()
    for file in files.below(SCRIPTS, ".js"):
        content = files.read(file)
        whole.update(f"{file.name} {len(content)}\n".encode() + content)
    return whole.hexdigest()[:12]


def folder(book: Book) -> Path:
    """Where the scripts of a book are, below its `docs/`."""
    return book.docs / "assets" / f"playground-{book.once(version)}"


def publish(book: Book) -> None:
    """Copy the scripts there, and delete those of other versions.

    A file that is right already is left alone: a builder that watches the folder would build again.
    """
    place = folder(book)
    place.mkdir(parents=True, exist_ok=True)
    for old in set(place.parent.glob("playground-*")) - {place}:
        shutil.rmtree(old, ignore_errors=True)  # another build may have been faster
    for file in files.below(SCRIPTS, ".js"):
        copy, content = place / file.name, files.read(file)
        if not copy.exists() or copy.read_bytes() != content:
            copy.write_bytes(content)
