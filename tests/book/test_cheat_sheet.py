"""The table of what an edit changes is run: four ways to see an edit, on each Python."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter

PAGE = Book().docs / "reference/cheat-sheet.md"

WAYS = ("`import` again", "`reload(m)`", "`del sys.modules[...]`, then `import`", "new process")

BEFORE = """
import events
events.handlers.append(print)
version = "old"
class Class: pass
def f(): return "old"
def deleted(): pass
"""

AFTER = BEFORE.replace("old", "newer").replace("def deleted(): pass", "")

PROGRAM = """
import importlib, os, sys, time
import events, m, m.part
from m import f
old, instance, part = m, m.Class(), m.part
way = sys.argv[1]
if way != "new process":
    with open("m/__init__.py", "w") as file:
        file.write(sys.argv[2])
    importlib.invalidate_caches()
if way.startswith("`del"):
    del sys.modules["m"]
if way == "`reload(m)`":
    importlib.reload(m)
import m
same = m is old
new = way == "new process"
if new:
    where = "new" if m.part is sys.modules["m.part"] else "?"
else:
    there = sys.modules.get("m.part") is part
    where = "the same" if there and hasattr(m, "part") else "in `sys.modules`, but no attribute"
deleted = "stays" if hasattr(m, "deleted") else "is gone"
print("yes" if m.version == "newer" else "no")
print("new" if new else "the same" if same else "a twin")
print(deleted if same else f"{deleted} from the twin")
print("new" if f() == "newer" else f())
print("no old one" if new else isinstance(instance, m.Class))
print(where)
print({1: "once", 2: "twice"}[len(events.handlers)])
"""


def table() -> dict[str, list[str]]:
    """The words of each column of the page's second table, without their links."""
    text = PAGE.read_text(encoding="utf-8").partition("## After an edit")[2]
    lines = [line for line in text.partition("\n## ")[0].splitlines() if line.startswith("|")]
    bare = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line) for line in lines]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in bare]
    head, _, *body = rows
    return {name: [row[place] for row in body] for place, name in enumerate(head) if name}


@pytest.mark.parametrize("way", WAYS)
def test_each_word_of_the_table_is_what_happens(
    way: str, each: Interpreter, tmp_path: Path
) -> None:
    """An edited package, an instance, a submodule and a handler, seen in one way."""
    (tmp_path / "events.py").write_text("handlers = []\n")
    (tmp_path / "m").mkdir()
    (tmp_path / "m/part.py").write_text("")
    (tmp_path / "m/__init__.py").write_text(AFTER if way == "new process" else BEFORE)

    told = subprocess.check_output(
        [each.executable, "-c", PROGRAM, way, AFTER], cwd=tmp_path, text=True
    )

    assert table()[way] == told.splitlines()


def test_the_table_has_these_ways() -> None:
    """A column that nothing runs could say anything."""
    assert WAYS == tuple(table())
