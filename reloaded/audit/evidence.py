"""What a verdict can rest on: a step of a claim, a question, or a test of the project's own."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reloaded import files
from reloaded.book import Book
from reloaded.quiz.bank import Bank
from reloaded.quiz.model import Question
from reloaded.session.model import Compared, DeleteFile, SaveFile, Session, Step

TEST = re.compile(r"(?P<file>tests/[\w./-]+\.py)::(?P<name>test_\w+)")

AT = "@"
"""Stands between the name of a claim or question and the hash of what it shows."""


@dataclass(frozen=True)
class Evidence:
    """All that verdicts can refer to.

    Attributes:
        bank: whose questions, claims and tests it is.
    """

    bank: Bank

    @property
    def references(self) -> dict[str, str]:
        """By reference: the address of what it refers to, `docs/reload/keeps.md#its-id`."""
        return self.bank.book.once(all_references)

    def fault(self, reference: str) -> str:
        """Say why a reference proves nothing any more; empty where it does."""
        if test := TEST.fullmatch(reference):
            written = self.bank.book.once(tests_in, self.bank.book.root / test["file"])
            return "" if test["name"] in written else f"there is no test {reference}"
        references = self.references
        if reference in references:
            return ""
        owner = reference.partition(AT)[0]
        known = {known.partition(AT)[0] for known in references}
        if owner not in known:
            return f"there is no claim, question or test {reference}"
        return f"{reference} has changed since it was judged"


def tests_in(_book: Book, file: Path) -> frozenset[str]:
    """The names of the tests in a file; of none, where there is no file."""
    text = files.read(file).decode() if files.exists(file) else ""
    return frozenset(re.findall(r"def (test_\w+)\(", text))


def all_references(book: Book) -> dict[str, str]:
    """Find every reference to a bank and its book."""
    bank = Bank(book)
    found = {
        reference: f"{session.page}#{session.id}"
        for session in bank.claims.values()
        for reference, _ in steps(session)
    }
    for question in bank.questions:
        found[of_question(question)] = f"{question.file}#{question.id}"
    return found


def steps(session: Session) -> Iterator[tuple[str, Step]]:
    """Yield a reference to each step of a claim, and the step."""
    for step in session.steps:
        yield f"{session.id}{AT}{digest(step.as_data())}", step


def of_question(question: Question) -> str:
    """The reference to a question: to all that it shows, asks and runs."""
    data = [question.kind, question.prompt, [step.as_data() for step in question.session.steps]]
    for option in question.options:
        proof = option.session.steps if option.session else ()
        data.append([option.text, [step.as_data() for step in proof]])
    return f"{question.id}{AT}{digest(data)}"


def digest(data: object) -> str:
    """A short hash of what JSON can hold."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:8]


def shown(step: Step) -> str:
    """A step as one line, for whoever chooses among steps."""
    if isinstance(step, Compared):
        printed = " ⏎ ".join(step.expected.splitlines()[-3:])
        source = " ⏎ ".join(step.source.splitlines())
        return f"{source or '(tree)'} → {printed or '(nothing)'}"
    if isinstance(step, SaveFile):
        return f"{step.path} is saved"
    return f"rm {' '.join(step.paths)}" if isinstance(step, DeleteFile) else ""
