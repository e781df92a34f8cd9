"""Puts the scripts of live sessions where their address says which version they are.

A page that is open while the site is deployed, or a cache that keeps one file longer than another,
would otherwise mix scripts that don't fit each other. So they go to `docs/assets/playground-HASH/`,
which git ignores and a builder copies: each finds the others beside it, the page names the folder,
and of a version that is no longer there a page says so (`whyNotLoaded` in `run-button.js`).
Beside them is our own Python for workers, and they know the folder of the runtime that they fit.
They aren't in the theme's folder, which a builder would publish a second time.
"""

from __future__ import annotations

import json
from pathlib import Path

from reloaded import files
from reloaded.book import Book
from reloaded.pyodide import runtime

SCRIPTS = Path(__file__).parent.parent / "playground"

ADDRESS = "runtime-address.js"
"""The script that has the address of the runtime."""

PYTHON = (
    "__init__.py",
    *(f"guest/{name}.py" for name in ("__init__", "namespace_recorder", "probe", "runner")),
    *(f"interpreters/{name}.py" for name in ("__init__", "gates")),
    *(f"pictures/{name}.py" for name in ("__init__", "captions", "draw", "frames", "labels")),
    *(f"pictures/{name}.py" for name in ("layout", "model", "pruning", "strip")),
    *(
        f"pyodide/{name}.py"
        for name in ("__init__", "adapt", "draw_live", "live_recorder", "shell")
    ),
    *(f"session/{name}.py" for name in ("__init__", "edits", "model")),
)
"""What workers run inside Pyodide, of our own code: paths in `reloaded/`."""


def contents(_: Book) -> dict[str, bytes]:
    """What is published, by name."""
    scripts = {file.name: files.read(file) for file in files.below(SCRIPTS, ".js")}
    package = Path(__file__).parent.parent
    python = {path: files.read(package / path).decode() for path in PYTHON}
    return scripts | {
        ADDRESS: f'export const RUNTIME = "../{runtime.name()}/";\n'.encode(),
        "sources.json": json.dumps(python).encode(),
    }


def folder(book: Book) -> Path:
    """Where the scripts of a book are, below its `docs/`."""
    return book.docs / "assets" / book.once(version)


def version(book: Book) -> str:
    """What their folder is called: another name for other contents."""
    return files.versioned("playground", book.once(contents))


def publish(book: Book) -> Path:
    """Write the scripts there, and delete those of other versions; returns their folder."""
    files.publish(folder(book), book.once(contents))
    return folder(book)
