"""The benchmark's figures are those of the sessions, and of the same prompts by other tools."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reloaded.bench import sessions
from reloaded.bench.peers import TOOLS, run, steps_of
from reloaded.book import ROOT, Book
from reloaded.interpreters.environments import Interpreter
from tests.support.sessions import session_of

PAGE = """\
# Prices

## A file is read once { #read-once }

```python title="prices.py"
print("loading")
TEA = 3
```

```pycon
>>> import prices
loading
>>> prices.TEA
3
```

## A name is missing { #name-is-missing }

```pycon
>>> missing
Traceback (most recent call last):
  ...
NameError: name 'missing' is not defined
```

## What one leaves behind is no other's { #left-behind }

```python title="prices.py"
import atexit
atexit.register(print, "printed by a session")
TEA = 4
```

```pycon
>>> import prices
>>> prices.TEA
4
```
"""


TRIES = 3
"""A busy machine may stumble over one measurement; a figure that is wrong is wrong each time."""

PLAUSIBLE = {
    "bare": (1, 1000),
    "one": (0.5, 20),
    "average": (0.5, 40),
    "raises": (0.5, 20),
    "step": (0, 50),
}
"""Of each figure of an interpreter, in the order of the report, between what it lies."""


def implausible(lines: list[str], interpreter: Interpreter) -> list[str]:
    """The figures of an interpreter that can't be right."""
    (costs,) = [line for line in lines if line.startswith(interpreter.name)]
    found = map(float, re.findall(r"\d+\.\d+(?! *\.)", costs)[-len(PLAUSIBLE) :])
    return [
        f"{name}: {figure}"
        for (name, (low, high)), figure in zip(PLAUSIBLE.items(), found, strict=True)
        if not low < figure < high
    ]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book of three sessions."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text(PAGE)
    return Book(tmp_path)


def test_the_figures_are_plausible(
    book: Book, interpreter: Interpreter, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each tool tries the same prompts and finds them right; nothing of a session is printed."""
    for _ in range(TRIES):
        start = time.perf_counter()
        lines = list(sessions.report(book, (interpreter,)))
        spent = time.perf_counter() - start
        if not (wrong := implausible(lines, interpreter)):
            break

    assert [] == wrong
    text = "\n".join(lines)
    assert lines[0].startswith("3 of 3 sessions")
    assert "0 wrong of 7 steps" in text
    assert 2 == text.count("0 wrong of 5 prompts")
    for seconds in re.findall(r"(\d+\.\d+) s", text):
        assert 0 < float(seconds) < spent
    assert ("", "") == capfd.readouterr()


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_sees_what_is_wrong(tool: str, interpreter: Interpreter) -> None:
    """It is no tool that passes everything; a session that ends its process is all wrong."""
    wrong = session_of("```pycon\n>>> 1\n1\n>>> 2\n3\n```")
    fatal = session_of("```pycon\n>>> import os\n>>> os._exit(0)\n>>> 1\n1\n```")
    assert (2, 1) == run(tool, steps_of(wrong, interpreter.language) or [])
    assert (3, 3) == run(tool, steps_of(fatal, interpreter.language) or [])


def test_a_session_with_a_shell_is_no_task_for_other_tools(interpreter: Interpreter) -> None:
    """It would be unfair to count it against them."""
    assert steps_of(session_of("```console\n$ echo a\na\n```"), interpreter.language) is None


def test_a_large_book_is_measured_in_part() -> None:
    """From its beginning to its end."""
    whole = [session_of("```pycon\n>>> 1\n1\n```")] * 220
    assert sessions.MOST_MEASURED == len(sessions.sample(whole))
    assert 3 == len(sessions.sample(whole[:3]))


def test_a_tool_runs_by_the_package_that_started_it(tmp_path: Path) -> None:
    """A copy that gives other numbers is asked, and gives them, whatever is installed."""
    ignored = shutil.ignore_patterns("node_modules", "__pycache__")
    shutil.copytree(ROOT / "reloaded", tmp_path / "reloaded", ignore=ignored)
    peers = tmp_path / "reloaded/bench/peers.py"
    text = peers.read_text(encoding="utf-8")
    asked = "numbers = TOOLS[tool]"
    assert asked in text
    peers.write_text(text.replace(asked, "numbers = 7, 5  #"), encoding="utf-8")
    program = "from reloaded.bench.peers import run; print(run('doctest', []))"

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    printed = subprocess.check_output(
        [sys.executable, "-c", program],
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        text=True,
    )

    assert "(7, 5)\n" == printed
