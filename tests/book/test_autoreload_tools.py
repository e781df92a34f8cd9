"""The tables of autoreload tools are true: each of their words comes from a real edit."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest

from reloaded.book import ROOT
from reloaded.store.fingerprints import contents
from reloaded.testing.sampling import Case, Inputs
from tests.support.needs import needs

PAGE = ROOT / "docs/reload/autoreload.md"
HERE = Path(__file__).with_name("autoreload")
COLUMNS = {
    "`reload`": ("with_reload.py",),
    "jurigged": ("with_jurigged.py",),
    "restart": ("with_watchfiles.py",),
    "mode 2, first edit": ("with_ipython.py", "2"),
    "mode 2, later edit": ("with_ipython.py", "2", "pass"),
    "mode 3": ("with_ipython.py", "3", "pass"),
    "what IPython does": ("when_ipython_looks.py", "moments"),
    "what it does after one more cell": ("when_ipython_looks.py", "kinds"),
    "imported by `import`": ("when_ipython_looks.py", "import"),
    "imported by `%aimport`": ("when_ipython_looks.py", "aimport"),
}
"""By the heading of a column: the program that finds out its words."""

TOOLS = {
    "with_jurigged.py": "jurigged",
    "with_watchfiles.py": "watchfiles",
    "with_ipython.py": "ipython",
    "when_ipython_looks.py": "ipython",
}
"""By program: the tool that it starts."""


@dataclass(frozen=True)
class Cell:
    """A word of the page, and where it stands."""

    line: int
    column: str
    row: str
    word: str


def cells(text: str) -> Iterator[Cell]:
    """All words of a page's tables."""
    heads: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("|"):
            heads = []
            continue
        row, *words = (cell.strip() for cell in line.strip("|").split("|"))
        if not heads:
            heads = words
        elif words != ["---"] * len(heads):
            for column, word in zip(heads, words, strict=True):
                yield Cell(number, column, row, word)


def faults(text: str, column: str, told: Mapping[str, str]) -> list[str]:
    """What one column says otherwise than the program that stands behind it."""
    there = [cell for cell in cells(text) if cell.column == column]
    wrong = [
        f"docs/reload/autoreload.md:{cell.line}: {cell.row}: {column}: "
        f"{told.get(cell.row, 'no such row')}, not {cell.word}"
        for cell in there
        if told.get(cell.row) != cell.word
    ]
    rows = [cell.row for cell in there]
    lacking = [
        f"docs/reload/autoreload.md: the row `{row}` stands {rows.count(row)} times under {column}"
        for row in told
        if rows.count(row) != 1
    ]
    return wrong + lacking


def tool_of(program: str) -> str:
    """What a program starts, with its version; empty where it starts Python alone."""
    if program not in TOOLS:
        return ""
    needs(TOOLS[program])
    return f"{TOOLS[program]} {version(TOOLS[program])}"


def programs() -> dict[str, str]:
    """The Python that tools run on, the programs that start them, and what they edit."""
    files = [Path(__file__), *(path for path in HERE.rglob("*") if path.suffix != ".pyc")]
    named = [(path.as_posix(), path) for path in sorted(files) if path.is_file()]
    return {"python": sys.version, "programs": contents(named)}


def words_of(program: str, *arguments: str, folder: Path) -> dict[str, str]:
    """Let a tool meet the edit, and ask the program what it sees."""
    if program in TOOLS:
        needs(TOOLS[program])
    shutil.copytree(HERE / "before", folder, dirs_exist_ok=True)
    if not (folder / "after").exists():
        shutil.copytree(HERE / "after", folder / "after")
    done = subprocess.run(
        [sys.executable, HERE / program, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "HOME": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert told, done.stderr
    words: dict[str, str] = json.loads(told[-1])
    return words


@pytest.mark.dear("a tool meets each edit of its column, and some take seconds to look")
@pytest.mark.parametrize("column", COLUMNS)
def test_each_word_of_the_tables_is_what_the_tool_did(
    column: str, tmp_path: Path, case: Case
) -> None:
    """A wrong word is red with its line, and so is a row that is missing."""
    text = PAGE.read_text(encoding="utf-8")
    words = [[cell.row, cell.word] for cell in cells(text) if cell.column == column]
    asks = {"command": COLUMNS[column], "tool": tool_of(COLUMNS[column][0])}
    inputs = Inputs({"words": words, **asks}, programs())
    if case.has_passed(inputs):
        return
    told = words_of(*COLUMNS[column], folder=tmp_path)

    assert [] == faults(text, column, told)
    case.keep(inputs)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_wrong_word_is_named_with_its_line_and_the_right_one(column: str) -> None:
    """Each cell of each column is looked at."""
    text = PAGE.read_text(encoding="utf-8")
    lines = text.splitlines()
    there = [cell for cell in cells(text) if cell.column == column]
    told = {cell.row: cell.word for cell in there}
    assert there
    assert [] == faults(text, column, told)
    for cell in there:
        place = f"docs/reload/autoreload.md:{cell.line}: {cell.row}: {column}"
        assert [f"{place}: otherwise, not {cell.word}"] == faults(
            text, column, told | {cell.row: "otherwise"}
        )
        without = "\n".join(lines[: cell.line - 1] + lines[cell.line :])
        assert [
            f"docs/reload/autoreload.md: the row `{cell.row}` stands 0 times under {column}"
        ] == faults(without, column, told)


def test_a_program_stands_behind_each_column_of_the_page() -> None:
    """A table that nothing runs could say anything."""
    assert set(COLUMNS) == {cell.column for cell in cells(PAGE.read_text(encoding="utf-8"))}


@pytest.mark.parametrize(
    ("mode", "one_more_statement"),
    [("2-", ""), ("2", "\n\nprint()\n")],
    ids=["mode 2-", "an edit that it can't patch"],
)
def test_wherever_ipython_runs_the_body_it_does_what_it_does_at_the_first_edit(
    mode: str, one_more_statement: str, tmp_path: Path
) -> None:
    """One column stands for all ways to run the body in mode 2."""
    first, later = tmp_path / "first", tmp_path / "later"
    first.mkdir()
    shutil.copytree(HERE / "after", later / "after")
    for file in (later / "after").glob("*.py"):
        file.write_text(file.read_text(encoding="utf-8") + one_more_statement, encoding="utf-8")

    assert words_of("with_ipython.py", "2", folder=first) == words_of(
        "with_ipython.py", mode, "pass", folder=later
    )


def test_the_versions_on_the_page_are_those_that_ran() -> None:
    """A newer tool may do otherwise."""
    needs(*TOOLS.values())
    text = PAGE.read_text(encoding="utf-8")
    named = dict(re.findall(r"(IPython|jurigged|watchfiles) (\d[\d.]*\d)", text))

    assert {name: version(name) for name in ("IPython", "jurigged", "watchfiles")} == named
