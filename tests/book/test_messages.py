"""Every message that a session prints stands on the page of error messages."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

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
