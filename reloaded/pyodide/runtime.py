"""Brings the runtime of the playground: Pyodide with a library that starts fast.

It goes to `docs/assets/pyodide-HASH/`, which git ignores and a builder copies. Another runtime has
another address, as the scripts have (`published_scripts`), so that a browser that keeps one file
longer than another mixes nothing. Our own code for workers is beside the scripts: when it changes,
readers load none of the six megabytes again.
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

from reloaded import files
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
RECIPE = tuple(
    HERE / name
    for name in ("trim_library.py", "stub_modules.py", "trim_library.mjs", "node_as_worker.mjs")
)
"""What the trimmed library is made by."""

MAKE_SECONDS = 300.0
"""How long the library may take to make."""

tried: set[Path] = set()
"""The folders whose runtime this process has already failed to fetch: it says so once."""


def name() -> str:
    """What the folder of the runtime is called."""
    return f"pyodide-{made_of()[:12]}"


def folder(book: Book) -> Path:
    """Where the runtime of a book is."""
    return book.docs / "assets" / name()


def ensure(book: Book) -> bool:
    """Fetch the runtime where it is missing, and delete those of other versions.

    Says one line when it fetches, and one when it cannot.

    Returns:
        Whether the runtime is there.

    Raises:
        MismatchError: what was fetched has another hash.
    """
    place = folder(book)
    if not (place / "runtime.json").exists():
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
    for old in set(place.parent.glob("pyodide*")) - {place}:
        shutil.rmtree(old, ignore_errors=True)  # another build may have been faster
    return True


def made_of() -> str:
    """A hash of all that decides what is in the folder."""
    data = repr((download.FILES, LOCK, [files.read(file) for file in RECIPE]))
    return hashlib.sha256(data.encode()).hexdigest()


def make(place: Path, scratch: Path) -> None:
    """Fetch, check and trim beside the folder's place, and move all of it there at once."""
    source = download.files(scratch)
    with tempfile.TemporaryDirectory(dir=scratch) as folder_name:
        made = Path(folder_name, "pyodide")
        made.mkdir()
        for file in download.FILES:
            if file != STOCK:
                shutil.copyfile(source / file, made / file)
        trim(source, made / LIBRARY)
        loads = sum((made / file).stat().st_size for file in ("pyodide.asm.wasm", LIBRARY))
        facts = {"library": LIBRARY, "loads": loads, "lock": LOCK}
        (made / "runtime.json").write_text(json.dumps(facts, indent=1) + "\n")
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.rename(Path(folder_name, "old"))
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
