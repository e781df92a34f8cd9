"""No script is found only after three others have come, one after the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reloaded.pyodide.published_scripts import SCRIPTS

IMPORT = re.compile(r'^(?:import|export) [^;]*?from "\./([\w-]+\.js)";|import\("\./([\w-]+\.js)"\)',
                    re.MULTILINE)  # fmt: skip
COMMENT = re.compile(r"/\*.*?\*/|^//.*?$", re.MULTILINE | re.DOTALL)
PRELOADED = re.compile(r"^const IMPORTED = \[([^\]]*)\]", re.MULTILINE)
ON_DEMAND = {"codemirror.js"}
"""What the page does without until it has come."""

MOST = 3


def imported(file: Path, *, late: bool = True) -> set[str]:
    """The scripts that one imports: at once, and those that it imports later."""
    code = COMMENT.sub("", file.read_text(encoding="utf-8"))
    return {one or late * other for one, other in IMPORT.findall(code)} - ON_DEMAND - {""}


def preloaded(file: Path) -> set[str]:
    """The scripts that one asks for before anything imports them."""
    found = PRELOADED.search(file.read_text(encoding="utf-8"))
    return {f"{name}.js" for name in re.findall(r'"([\w-]+)"', found[1])} if found else set()


def depths(folder: Path, entry: str) -> dict[str, int]:
    """By script: how many others come, one after the other, before a browser finds it."""
    found = {entry: 0} | dict.fromkeys(preloaded(folder / entry), 1)
    waiting = list(found)
    for name in waiting:
        for other in sorted(imported(folder / name)):
            if other not in found:
                found[other] = found[name] + 1
                waiting.append(other)
    return found


ENTRIES = ["run-button.js", "open-playground.js", "worker.js", "unlisted.js"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_chain_of_imports_is_long(entry: str) -> None:
    """On a slow line each link of it is one more time to wait, before the first line runs."""
    found = depths(SCRIPTS, entry)

    assert {} == {name: depth for name, depth in found.items() if depth > MOST}


LISTS = {"run-button.js": "session-console.js", "open-playground.js": "playground.js"}
"""By script with a list: what it imports then."""


@pytest.mark.parametrize("entry", LISTS)
def test_everything_is_asked_for_at_once(entry: str) -> None:
    """A list has what is imported, no more and no less."""
    waiting = [LISTS[entry]]
    for name in waiting:
        waiting += sorted(imported(SCRIPTS / name, late=False) - {*waiting})

    assert {*waiting} - {LISTS[entry], "run-button.js"} == preloaded(SCRIPTS / entry)


@pytest.mark.parametrize("entry", LISTS)
def test_a_long_chain_is_noticed(tmp_path: Path, entry: str) -> None:
    """Without its list, the last script of an entry would be too late."""
    for file in SCRIPTS.glob("*.js"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(PRELOADED.sub("const IMPORTED = [", text))

    assert max(depths(tmp_path, entry).values()) > MOST


def test_every_script_is_used() -> None:
    """By one of those that pages and workers load, or by the scripts of the quiz."""
    found = {name for entry in ENTRIES for name in depths(SCRIPTS, entry)} | ON_DEMAND

    assert {file.name for file in SCRIPTS.glob("*.js")} == found
