"""What the site uses of others is in the repository, and is made of what stands beside it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reloaded.book import ROOT

EDITOR = "reloaded/pyodide/editor"
BUNDLES = {
    "editor.js": "reloaded/playground/codemirror.js",
    "minisearch.js": "reloaded/ask/scripts/minisearch.js",
}
SOURCES = ["build.mjs", "package-lock.json", *BUNDLES]
FILES = [*(f"{EDITOR}/{name}" for name in SOURCES), *BUNDLES.values()]
REMEDY = "npm ci --ignore-scripts && npm run build, both in reloaded/pyodide/editor"


def outdated(root: Path) -> Iterator[str]:
    """Yield each file that is another one than when the bundles were last built."""
    noted = {}
    for line in (root / EDITOR / "bundles.sha256").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        noted[(root / EDITOR / name).resolve()] = digest
    for name in FILES:
        file = (root / name).resolve()
        if noted.get(file) != hashlib.sha256(file.read_bytes()).hexdigest():
            yield name


def test_a_bundle_is_made_of_what_stands_beside_it() -> None:
    """Neither was a source changed without a build, nor the bundle by hand."""
    assert [] == list(outdated(ROOT)), REMEDY


@pytest.mark.parametrize("name", FILES)
def test_a_change_without_a_build_is_noticed(tmp_path: Path, name: str) -> None:
    """One more line in any of the files is enough."""
    for file in [*FILES, f"{EDITOR}/bundles.sha256"]:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / file, tmp_path / file)
    with (tmp_path / name).open("a", encoding="utf-8") as changed:
        changed.write("\n")

    assert [name] == list(outdated(tmp_path))


@pytest.mark.parametrize("bundle", BUNDLES.values())
def test_a_bundle_carries_its_licence(bundle: str) -> None:
    """Whoever passes it on passes that on, too."""
    text = (ROOT / bundle).read_text(encoding="utf-8")

    assert "Copyright" in text[:200]
    assert "The above copyright notice and this permission notice shall be included in" in text
