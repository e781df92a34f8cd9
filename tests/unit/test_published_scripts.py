"""Scripts of live sessions have an address that says which version they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reloaded.book import ROOT, Book
from reloaded.pyodide import published_scripts, runtime
from reloaded.pyodide.published_scripts import ADDRESS, SCRIPTS, folder, publish


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the scripts, in which a test may change one."""
    copied = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, copied)
    monkeypatch.setattr(published_scripts, "SCRIPTS", copied)
    return copied


def test_all_scripts_lie_side_by_side(sources: Path, tmp_path: Path) -> None:
    """Each as it is in the theme, so that one finds the others."""
    publish(book := Book(tmp_path))

    made = {file.name: file.read_bytes() for file in folder(book).iterdir()}
    texts = {file.name: file.read_bytes() for file in sources.glob("*.js")}
    assert texts.keys() | {"sources.json"} == made.keys()
    assert {ADDRESS} == {name for name in texts if texts[name] != made[name]}


def test_the_scripts_know_their_runtime_and_our_python(tmp_path: Path) -> None:
    """Neither can be of another version than they are."""
    place = publish(book := Book(tmp_path))

    assert f'"../{runtime.folder(book).name}/"' in (place / ADDRESS).read_text()
    python = json.loads((place / "sources.json").read_text())
    assert (ROOT / "reloaded/guest/runner.py").read_text() == python["guest/runner.py"]


def test_another_runtime_has_another_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And so have the scripts that start it; of the one before, nothing is left."""
    before, scripts = runtime.folder(Book(tmp_path)), folder(Book(tmp_path / "one"))
    before.mkdir(parents=True)
    monkeypatch.setitem(runtime.LOCK["info"], "python", "3.14.3")
    after = runtime.folder(Book(tmp_path))
    after.mkdir()
    (after / "runtime.json").touch()

    assert runtime.ensure(Book(tmp_path))
    assert [after] == list(before.parent.glob("pyodide*"))
    assert scripts.name != folder(Book(tmp_path / "other")).name


def test_other_python_of_ours_has_another_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The runtime has the same, so that nobody loads it again."""
    before, python = folder(Book(tmp_path)), runtime.folder(Book(tmp_path))
    monkeypatch.setattr(published_scripts, "PYTHON", ("guest/runner.py",))
    (tmp_path / "other").mkdir()
    other = Book(tmp_path / "other")

    assert before.name != folder(other).name
    assert python.name == runtime.folder(other).name


@pytest.mark.parametrize("name", ["run-button.js", "worker.js", "codemirror.js"])
def test_another_version_has_another_address(sources: Path, tmp_path: Path, name: str) -> None:
    """One letter of one script is enough; of the version before, nothing is left."""
    publish(old := Book(tmp_path))
    before = folder(old)
    with (sources / name).open("a", encoding="utf-8") as script:
        script.write(" ")
    publish(new := Book(tmp_path))

    assert before != folder(new)
    assert [folder(new)] == list(before.parent.glob("playground-*"))


def test_a_script_of_another_version_does_not_stay(sources: Path, tmp_path: Path) -> None:
    """Whoever has put it there."""
    publish(book := Book(tmp_path))
    (folder(book) / "console.js").write_text("export {};")
    publish(Book(tmp_path))

    assert (sources / "console.js").read_bytes() == (folder(book) / "console.js").read_bytes()
