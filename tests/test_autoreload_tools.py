"""The table of autoreload tools is true: each of its words comes from a real edit."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from reloaded.book import ROOT

PAGE = ROOT / "docs/reload/autoreload.md"
HERE = Path(__file__).with_name("autoreload")
COLUMNS = {
    "`reload`": "with_reload.py",
    "IPython": "with_ipython.py",
    "jurigged": "with_jurigged.py",
    "restart by watchfiles": "with_watchfiles.py",
}


def table() -> Iterator[tuple[int, list[str]]]:
    """The rows of the page's table, with the line of each."""
    for number, line in enumerate(PAGE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("|") and not line.startswith("|---"):
            yield number, [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize("tool", COLUMNS)
def test_each_word_of_the_table_is_what_the_tool_did(tool: str, tmp_path: Path) -> None:
    """A wrong word is red with its line."""
    for name in ("client.py", "events.py"):
        shutil.copy(HERE / name, tmp_path)
    shutil.copy(HERE / "before.py", tmp_path / "shop.py")
    done = subprocess.run(
        [sys.executable, HERE / COLUMNS[tool], HERE / "after.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert told, done.stderr
    words: dict[str, str] = json.loads(told[-1])

    (_, (_, *tools)), *rows = table()
    place = tools.index(tool) + 1
    wrong = [
        f"docs/reload/autoreload.md:{number}: {row[0]}: {words.get(row[0])}, not {row[place]}"
        for number, row in rows
        if words.pop(row[0], None) != row[place]
    ]
    assert wrong == []
    assert words == {}, "rows that the table lacks"


def test_the_versions_on_the_page_are_those_that_ran() -> None:
    """A newer tool may do otherwise."""
    text = PAGE.read_text(encoding="utf-8")
    named = dict(re.findall(r"(IPython|jurigged|watchfiles) (\d[\d.]*\d)", text))

    assert named == {name: version(name) for name in ("IPython", "jurigged", "watchfiles")}
