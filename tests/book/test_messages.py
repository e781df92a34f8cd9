"""Every message that a session prints is on the page of messages, and among the known ones."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

from reloaded.ask.messages import messages_of
from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter
from reloaded.markdown.generated_lists import raised_in
from reloaded.markdown.printed_errors import printed_in
from reloaded.session.model import Compared, Prompt, SaveFile, Session, Step
from reloaded.session.run_session import prove

HANDLER = re.compile(r"\bexcept\b.*\bas \w+:")


def source(step: Step) -> str:
    """The Python that a step types or saves; empty for any other."""
    if isinstance(step, Prompt):
        return step.source
    return step.text if isinstance(step, SaveFile) and step.path.endswith(".py") else ""


class Told(ast.NodeTransformer):
    """Lets each handler that names its exception write it down first."""

    def __init__(self, notes: Path) -> None:
        self.notes = notes

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        """Append the name of the exception and what `str` makes of it."""
        self.generic_visit(node)
        if node.name:
            note = f"open({str(self.notes)!r}, 'a').write(repr(str({node.name})) + chr(10))"
            node.body[:0] = ast.parse(note).body
        return node


def with_notes(step: Step, notes: Path) -> Step:
    """A step whose handlers write down what they catch."""
    if not HANDLER.search(source(step)):
        return step
    told = ast.unparse(Told(notes).visit(ast.parse(source(step))))
    if isinstance(step, SaveFile):
        return replace(step, text=told + "\n")
    assert isinstance(step, Prompt)
    return replace(step, source=told)


def caught(session: Session, interpreter: Interpreter, notes: Path) -> set[str]:
    """What the handlers of a session catch, as `str` has it."""
    fences = tuple(
        replace(one, steps=tuple(with_notes(step, notes) for step in one.steps))
        for one in session.fences
    )
    prove(replace(session, fences=fences), interpreter)
    lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
    return {ast.literal_eval(line) for line in lines} - {""}


HANDLING = [
    session
    for chapter in Book().chapters()
    for session in chapter.sessions
    if any(HANDLER.search(source(step)) for step in session.steps)
]


@pytest.mark.parametrize("session", HANDLING, ids=lambda session: session.id)
def test_what_a_handler_prints_is_on_the_page(
    session: Session, interpreter: Interpreter, tmp_path: Path
) -> None:
    """The session runs with handlers that tell what they catch; what is printed of it is listed."""
    outputs = "".join(step.expected for step in session.steps if isinstance(step, Compared))
    listed = [text for _, text, _ in raised_in(session)]
    printed = {one for one in caught(session, interpreter, tmp_path / "notes") if one in outputs}

    assert [
        f'{session.page}:{session.line}: #{session.id} prints "{one}"; '
        "write its words into BARE of reloaded/markdown/printed_errors.py"
        for one in sorted(printed)
        if not any(one.splitlines()[0] in text for text in listed)
    ] == []


OWN = Path(__file__).parent / "ask" / "own_messages.txt"
"""The messages of sessions that nobody would look up: their programs', or about no module."""


def unknown(printed: dict[str, str], own: set[str], patterns: list[str]) -> list[str]:
    """Say which messages nobody knows, and which are said to be a session's own and aren't.

    Args:
        printed: messages, each with a place that prints it.
        own: those of sessions.
        patterns: of the known ones.

    Returns:
        What to do about each.
    """
    known = {text for text in printed if any(re.search(one, text) for one in patterns)}
    return [
        *(
            f'{printed[text]} prints "{text}"; write it into docs/messages/, or '
            f"into {OWN.name} if it is the program's own"
            for text in sorted(printed.keys() - known - own)
        ),
        *(
            f'{OWN.name}: no session prints "{text}", or docs/messages/ knows it; delete the line'
            for text in sorted(own - (printed.keys() - known))
        ),
    ]


def test_what_sessions_print_is_known() -> None:
    """A message about modules, packages or reloads is in `docs/messages/`."""
    printed = {
        text: f"{session.page}:{session.line}: #{session.id}"
        for chapter in Book().chapters()
        for session in chapter.sessions
        for _, text, _ in raised_in(session)
    }
    own = set(OWN.read_text(encoding="utf-8").splitlines())
    assert [] == unknown(printed, own, [one.pattern for one in messages_of(Book())])


def test_an_unknown_message_is_told_with_its_session() -> None:
    """And a line that isn't needed any more."""
    printed = {"KeyError: 'a'": "docs/a.md:3: #a", "ValueError: b": "docs/b.md:4: #b"}
    told = unknown(printed, {"ValueError: b", "ValueError: c"}, ["^IndexError"])
    assert len(told) == 2
    assert told[0].startswith(
        "docs/a.md:3: #a prints \"KeyError: 'a'\"; write it into docs/messages/"
    )
    assert told[1].endswith("delete the line")
    assert "docs/messages/ knows it" in unknown(printed, {*printed}, ["^KeyError"])[0]


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("No module named 'shop'\n", [("ModuleNotFoundError", "No module named 'shop'")]),
        ("dates: skipped, No module named 'x'\n", [("ModuleNotFoundError", "No module named 'x'")]),
        ("no file: ValueError: bad\n", [("ValueError", "bad")]),
        ("ValueError('bad')\n", [("ValueError", "bad")]),
        ("/demo/a.py:4: UserWarning: old\n  x()\n", [("UserWarning", "old")]),
        ("Traceback (most recent call last):\n  ...\nKeyError: 'a'\n", [("KeyError", "'a'")]),
        ("<class 'KeyError'>\n", []),
        ("tea\n", []),
    ],
)
def test_a_message_is_found_by_its_shape(output: str, expected: list[tuple[str, str]]) -> None:
    """Below frames, as a warning, behind its exception's name, or by its own words."""
    assert [(kind, f"{kind}: {words}") for kind, words in expected] == list(printed_in(output))
