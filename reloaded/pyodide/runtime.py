"""Brings the runtime of the playground: Pyodide with a library that starts fast, and our runner.

It goes to `docs/assets/pyodide/`, which git ignores and a builder copies.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import click

from reloaded.book import Book
from reloaded.pyodide import download
from reloaded.pyodide.download import STOCK, VERSION, OfflineError
from reloaded.pyodide.find_node import NoNodeError, node

LOCK = {
    "info": {
        "abi_version": "2026_0",
        "arch": "wasm32",
        "platform": "emscripten_5_0_3",
        "python": "3.14.2",
        "version": VERSION,
    },
    "packages": {},
}
"""What Pyodide wants to know of the packages that it could load: there are none."""

LIBRARY = "library.zip"
HERE = Path(__file__).parent
SOURCES = (
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

RECIPE = tuple(
    HERE / name
    for name in ("trim_library.py", "stub_modules.py", "trim_library.mjs", "node_as_worker.mjs")
)
"""What the trimmed library is made by."""

MAKE_SECONDS = 300.0
"""How long the library may take to make."""

tried: set[Path] = set()
"""The folders whose runtime this process has already failed to fetch: it says so once."""


def folder(book: Book) -> Path:
    """Where the runtime of a book is."""
    return book.docs / "assets" / "pyodide"


def ensure(book: Book) -> bool:
    """Fetch the runtime where it is missing, and bring our own files in it up to date.

    Says one line when it fetches, and one when it cannot.

    Returns:
        Whether the runtime is there.

    Raises:
        MismatchError: what was fetched has another hash.
    """
    place = folder(book)
    if not is_made(place):
        if place in tried:
            return False
        click.echo(
            f"Preparing Python for the browser (Pyodide {VERSION}; the first time fetches 27 MB) …",
            err=True,
        )
        try:
            make(place, book.root / ".reloaded")
        except OfflineError as error:
            tried.add(place)
            click.echo(f"No Run buttons in this build: {error}.", err=True)
            return False
    copy, text = place / "sources.json", json.dumps(sources())
    if not copy.exists() or copy.read_text() != text:
        copy.write_text(text)
    return True


def sources() -> dict[str, str]:
    """Our own code for workers, by path in `reloaded/`."""
    root = HERE.parent
    return {path: (root / path).read_text(encoding="utf-8") for path in SOURCES}


def is_made(place: Path) -> bool:
    """Whether the folder holds what this version of the book would make."""
    facts = place / "runtime.json"
    return facts.exists() and json.loads(facts.read_text())["made_of"] == made_of()


def made_of() -> str:
    """A hash of all that decides what is in the folder."""
    data = repr((download.FILES, LOCK, [file.read_bytes() for file in RECIPE]))
    return hashlib.sha256(data.encode()).hexdigest()


def make(place: Path, scratch: Path) -> None:
    """Fetch, check and trim beside the folder's place, and move all of it there at once."""
    source = download.files(scratch)
    with tempfile.TemporaryDirectory(dir=scratch) as name:
        made = Path(name, "pyodide")
        made.mkdir()
        for file in download.FILES:
            if file != STOCK:
                shutil.copyfile(source / file, made / file)
        trim(source, made / LIBRARY)
        loads = sum((made / file).stat().st_size for file in ("pyodide.asm.wasm", LIBRARY))
        facts = {"library": LIBRARY, "loads": loads, "lock": LOCK, "made_of": made_of()}
        (made / "runtime.json").write_text(json.dumps(facts, indent=1) + "\n")
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.rename(Path(name, "old"))
        made.rename(place)


def trim(files: Path, target: Path) -> None:
    """Let Pyodide make the trimmed library; the same bytes every time.

    Args:
        files: the folder with the four files of Pyodide.
        target: what to write.

    Raises:
        OfflineError: there is no Node to run Pyodide in.
    """
    library, standins, program, _ = RECIPE
    try:
        command = [str(node()), str(program), str(files), str(library), str(standins), str(target)]
    except NoNodeError as error:
        raise OfflineError(str(error)) from None
    variables = os.environ | {"LOCK": json.dumps(LOCK)}
    done = subprocess.run(
        command, env=variables, capture_output=True, text=True, check=False, timeout=MAKE_SECONDS
    )
    if done.returncode or not target.exists():
        raise OfflineError(f"Pyodide could not make its library: {done.stderr.strip()[-300:]}")
