"""Pyodide comes by hash or not at all, and what is made of it is the same every time."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from markdown import Markdown

from reloaded.book import Book
from reloaded.markdown.extension import SessionExtension
from reloaded.pyodide import download, find_node, runtime
from reloaded.pyodide.download import MismatchError, OfflineError
from reloaded.pyodide.session_json import LANGUAGE, RELEASE
from reloaded.store.fingerprints import contents, of_code
from reloaded.store.results import ResultStore
from tests.support.needs import missing, needs_node

CLAIM = """\
# Prices

## Tea costs three { #tea }

```pycon
>>> 3
3
```
"""
CONTENT = {name: f"{name} as it should be".encode() for name in download.FILES}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book with a playground, and nothing fetched."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "snippets").mkdir()
    (tmp_path / "docs/page.md").write_text(CLAIM)
    return Book(tmp_path)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine whose pip sees one folder of wheels, and which has no npm; returns that folder."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return wheels


@pytest.fixture
def expected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of files that a test can make."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in CONTENT.items()}
    monkeypatch.setattr(download, "FILES", hashes)


def wheel(folder: Path, content: dict[str, bytes]) -> str:
    """Make the wheel that carries Pyodide; returns its hash."""
    file = folder / "flet_web-1.0.5-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in content.items():
            archive.writestr(f"flet_web/web/pyodide/{name}", data)
        info = "flet_web-1.0.5.dist-info"
        archive.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: flet-web\nVersion: 1.0.5\n"
        )
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return download.sha256(file)


def npm(folder: Path, content: dict[str, bytes]) -> None:
    """Make a program `npm` that packs an archive where it is told."""
    archive = folder / "made.tgz"
    with tarfile.open(archive, "w:gz") as package:
        for name, data in content.items():
            (folder / name).write_bytes(data)
            package.add(folder / name, f"package/{name}")
    program = folder / "bin" / "npm"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport shutil, sys\n"
        "to = sys.argv[sys.argv.index('--pack-destination') + 1]\n"
        f"shutil.copy({str(archive)!r}, to + '/pyodide.tgz')\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.usefixtures("expected")
def test_pip_brings_the_files(
    offline: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Pip alone is enough; what was fetched once is not fetched again."""
    monkeypatch.setattr(download, "WHEEL_HASH", wheel(offline, CONTENT))

    kept = download.files(tmp_path / "scratch")
    next(offline.iterdir()).unlink()

    assert kept == download.files(tmp_path / "scratch")
    assert CONTENT == {file.name: file.read_bytes() for file in kept.iterdir()}


@pytest.mark.usefixtures("expected", "offline")
def test_npm_is_the_other_way(tmp_path: Path) -> None:
    """Where pip reaches nothing, npm brings the same files."""
    npm(tmp_path, CONTENT)

    kept = download.files(tmp_path / "scratch")

    assert CONTENT == {file.name: file.read_bytes() for file in kept.iterdir()}


@pytest.mark.usefixtures("expected")
def test_a_wheel_with_another_hash_is_refused(offline: Path, tmp_path: Path) -> None:
    """A wheel that is not the one that was pinned is never opened, nor is npm asked instead."""
    wheel(offline, CONTENT)
    npm(tmp_path, CONTENT)

    with pytest.raises(MismatchError, match=r"flet-web==1\.0\.5 has another SHA-256"):
        download.files(tmp_path / "scratch")


@pytest.mark.usefixtures("expected", "offline")
@pytest.mark.parametrize("name", CONTENT)
def test_a_file_with_another_hash_is_refused(name: str, tmp_path: Path) -> None:
    """One wrong file is enough, and nothing is kept of the others."""
    npm(tmp_path, CONTENT | {name: b"something else"})

    with pytest.raises(MismatchError, match=name):
        download.files(tmp_path / "scratch")
    assert [] == list((tmp_path / "scratch").iterdir())


@pytest.mark.usefixtures("expected", "offline")
def test_a_kept_file_that_has_changed_is_fetched_again(tmp_path: Path) -> None:
    """What lies on the disk is trusted as little as what comes by the network."""
    npm(tmp_path, CONTENT)
    kept = download.files(tmp_path / "scratch")
    (kept / "pyodide.mjs").write_text("something else")

    download.files(tmp_path / "scratch")

    assert CONTENT["pyodide.mjs"] == (kept / "pyodide.mjs").read_bytes()


@pytest.mark.usefixtures("offline")
def test_offline_the_site_is_whole_and_says_so_once(
    book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a network there is no Run button, no dead mark of one, and one line about it."""
    pages = [
        Markdown(
            extensions=["attr_list", SessionExtension(root=str(book.root), playground=True)]
        ).convert(CLAIM)
        for _ in range(2)
    ]

    assert pages[0] == pages[1]
    assert 'class="session"' in pages[0]
    assert "data-run" not in pages[0]
    assert [] == list(book.docs.glob("assets/sessions/*"))
    assert 1 == capsys.readouterr().err.count("No Run buttons in this build")


@pytest.mark.usefixtures("expected")
def test_a_mismatch_stops_the_build(book: Book, offline: Path) -> None:
    """A builder that reads its configuration gets the error, not a site."""
    wheel(offline, CONTENT)

    with pytest.raises(MismatchError):
        Markdown(extensions=[SessionExtension(root=str(book.root), playground=True)])


def test_a_book_without_a_playground_fetches_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The extension alone, on whatever pages, needs no runtime."""
    (tmp_path / "docs").mkdir()

    Markdown(extensions=[SessionExtension(root=str(tmp_path))])

    assert "" == capsys.readouterr().err
    assert ["docs"] == [one.name for one in tmp_path.iterdir()]


def test_without_a_node_there_is_no_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever has neither Playwright nor Node builds the site without Run, and is told why."""
    monkeypatch.setattr("reloaded.pyodide.find_node.find_spec", lambda _: None)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(OfflineError, match=r"no Node 20\.19 .*install -r tests/requirements\.txt"):
        runtime.trim(tmp_path, tmp_path / "library.zip")


@pytest.mark.parametrize("version", ["18.20.8", "20.18.3", "20.19.0", "24.1.0"])
def test_a_node_on_the_path_has_to_be_new_enough(
    version: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where Playwright brings none; an older one takes no file of JavaScript for a module."""
    monkeypatch.setattr(find_node, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    program = tmp_path / "node"
    program.write_text(f"#!/bin/sh\necho v{version}\n")
    program.chmod(0o755)

    if version in ("20.19.0", "24.1.0"):
        assert program == find_node.node()
    else:
        with pytest.raises(find_node.NoNodeError):
            find_node.node()


def test_the_library_is_the_same_every_time(tmp_path: Path, results: ResultStore) -> None:
    """Another build gives the same bytes as the one that the book's own site has."""
    program = needs_node()
    source = Path(
        missing(Book().root / ".reloaded" / f"pyodide-{download.VERSION}", "build the site")
    )
    kept = runtime.folder(Book()) / runtime.LIBRARY
    parts = {
        "made of": runtime.made_of(),
        "files": contents((file.name, file) for file in sorted(source.iterdir())),
        "kept": contents([(kept.name, kept)]),
        "node": contents([("node", program)]),
        "code": of_code("pyodide"),
    }
    if results.get("library", parts):
        return

    runtime.trim(source, tmp_path / "again.zip")

    assert kept.read_bytes() == (tmp_path / "again.zip").read_bytes()
    results.put("library", parts, value=True)


def test_the_library_is_small_and_has_the_boot_as_bytecode() -> None:
    """What starts is bytecode; what remains is less than the stock library."""
    file = Path(missing(runtime.folder(Book()) / runtime.LIBRARY, "build the site"))
    with zipfile.ZipFile(file) as library:
        names = set(library.namelist())

    assert {"os.pyc", "typing.pyc", "importlib/__init__.pyc", "importlib/__init__.py"} <= names
    assert "typing.py" not in names
    assert not any(name.startswith(("ctypes/", "tkinter/", "multiprocessing/")) for name in names)
    assert file.stat().st_size < 2_500_000


def test_gates_are_held_against_the_release_that_is_fetched() -> None:
    """What a page shows for one release of Python runs there if Pyodide is that release."""
    assert RELEASE == runtime.LOCK["info"]["python"]
    assert RELEASE.startswith(f"{LANGUAGE}.")
