"""Scripts of live sessions have an address that says which version they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reloaded.book import Book
from reloaded.pyodide import published_scripts
from reloaded.pyodide.published_scripts import SCRIPTS, folder, publish


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

    texts = {file.name: file.read_bytes() for file in sources.glob("*.js")}
    assert texts == {file.name: file.read_bytes() for file in folder(book).iterdir()}


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
