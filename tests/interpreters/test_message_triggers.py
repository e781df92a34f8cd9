"""What the book says of an error message is what the Pythons print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reloaded.ask import triggers
from reloaded.ask.messages import messages_of
from reloaded.ask.model import Message, Trigger
from reloaded.ask.triggers import can_run, printed_by
from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter
from reloaded.store.results import ResultStore

MESSAGES = messages_of(Book())


def matching(line: str) -> list[str]:
    """The messages whose pattern a line matches."""
    return [one.id for one in MESSAGES if re.search(one.pattern, line)]


def faults(message: Message, lines: list[str], interpreter: Interpreter) -> Iterator[str]:
    """Yield what is wrong with what is said of a message.

    Args:
        message: which one.
        lines: what its trigger has printed.
        interpreter: who has printed it.
    """
    place = f"{message.path}:{message.line}: {message.id}: {interpreter.name}"
    hits = [line for line in lines if re.search(message.pattern, line)]
    last = next((line for line in reversed(lines) if line), "(nothing)")
    if message.is_printed_on(interpreter.minor, interpreter.implementation):
        if not hits:
            yield f"{place} prints no such line, but: {last}; correct python, pypy or the pattern"
        elif [message.id] != (found := matching(hits[-1])):
            yield f"{place} prints what {' and '.join(found)} match; let one exclude it: {hits[-1]}"
    elif hits:
        yield f"{place} prints it too: {hits[-1]}; correct python or pypy"


def test_each_message_is_printed_by_the_pythons_that_it_names(
    each: Interpreter, results: ResultStore
) -> None:
    """Its trigger prints a line that it alone matches; elsewhere it prints none such."""
    runs = [one for one in MESSAGES if one.trigger and not one.waits_for_packages]
    able = [(one, one.trigger) for one in runs if one.trigger and can_run(one.trigger)]
    printed = printed_by([trigger for _, trigger in able], each, results)
    found = [
        fault
        for (message, _), lines in zip(able, printed, strict=True)
        for fault in faults(message, lines, each)
    ]
    assert [] == found


TEA = Trigger({"main.py": b"print('tea')"}, ("main.py",), {}, ())


def test_a_trigger_is_run_once(
    interpreter: Interpreter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known isn't found out again, unless everything is; another trigger is run."""
    store = ResultStore(tmp_path)
    other = replace(TEA, files={"main.py": b"print('coffee')"})
    assert [["tea"]] == printed_by([TEA], interpreter, store)
    monkeypatch.setattr(triggers, "run_all", lambda asked, _: [["run again"] for _ in asked])

    assert [["tea"], ["run again"]] == printed_by([TEA, other], interpreter, store)
    assert [["run again"]] == printed_by([TEA], interpreter, ResultStore(tmp_path, fresh=True))


PROGRAMS = (
    "print(__name__, __file__, __spec__, __package__)",
    "import sys; print(sys.argv, sys.path[0])",
    "import os; print(os.getcwd(), os.environ['HOME'])",
    "import other; print(other.__file__)",
    "1 / 0",
    "def f(:",
    "import sys; sys.exit('bye')",
    "import __main__; print(vars(__main__) is globals())",
)


def test_a_fork_is_like_a_start(each: Interpreter) -> None:
    """What a program prints last is what one that was started alone prints, folders apart."""
    forked = [
        Trigger({"main.py": one.encode(), "other.py": b""}, ("main.py",), {}, ())
        for one in PROGRAMS
    ]
    started = [replace(one, environment={"ASKED": "alone"}) for one in forked]
    last = [
        re.sub(r"/\d+\b", "/N", lines[-1] if lines else "")
        for lines in triggers.run_all([*forked, *started], each)
    ]
    assert last[len(PROGRAMS) :] == last[: len(PROGRAMS)]
    assert "" not in last


@pytest.mark.parametrize(
    ("lines", "python", "expected"),
    [
        (["KeyError: 'x'"], ">=3.8", []),
        (["tea"], ">=3.8", ["prints no such line, but: tea"]),
        ([], ">=3.8", ["prints no such line, but: (nothing)"]),
        (["KeyError: 'x'"], "<3.8", ["prints it too: KeyError: 'x'"]),
    ],
)
def test_a_wrong_word_about_a_python_is_seen(
    lines: list[str], python: str, expected: list[str], interpreter: Interpreter
) -> None:
    """A trigger that prints nothing, another line, or the line where it should not."""
    first = next(one for one in MESSAGES if one.id == "ns-parent-key")
    found = list(faults(replace(first, python=python), lines, interpreter))
    assert len(expected) == len(found)
    assert all(words in fault for words, fault in zip(expected, found, strict=True))
