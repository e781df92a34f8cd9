"""Holds what the book says against the verdicts on it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reloaded.audit.evidence import Evidence, of_question, shown, steps
from reloaded.audit.statements import Statement, statements
from reloaded.audit.verdicts import Verdict, read_verdicts, written
from reloaded.book import Book
from reloaded.quiz.bank import Bank

FOLDER = "tests/verdicts"
"""Where a book keeps its verdicts: of `docs/reload/keeps.md`, in `docs/reload/keeps.toml`."""

MOST_CANDIDATES = 12
"""How many steps are offered as a proof of a statement that is open."""


@dataclass(frozen=True)
class Judged:
    """A statement, and what stands behind it.

    Attributes:
        statement: what is said.
        verdict: what was found; None where the statement is open.
        fault: why the verdict stands no more; empty where it does.
    """

    statement: Statement
    verdict: Verdict | None
    fault: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look."""
        return not self.verdict or not self.verdict.ground or bool(self.fault)


@dataclass(frozen=True)
class Ledger:
    """The verdicts of a book.

    Attributes:
        book: that book.
    """

    book: Book

    @property
    def evidence(self) -> Evidence:
        """What verdicts rest on."""
        return Evidence(Bank(self.book))

    def files(self) -> list[Path]:
        """Every file that is audited: the pages in reading order, then the bank."""
        return [*self.book.pages(), *self.evidence.bank.files()]

    def file(self, path: Path) -> Path:
        """Where the verdicts on a file of the book are."""
        return (self.book.root / FOLDER / self.book.name(path)).with_suffix(".toml")

    def judged(self, path: Path) -> list[Judged]:
        """Each statement of a file, in order, with what stands behind it."""
        verdicts = self.verdicts(path)
        return [
            self.judge(statement, verdicts.get(statement.text))
            for statement in statements(self.evidence.bank, path)
        ]

    def verdicts(self, path: Path) -> dict[str, Verdict]:
        """The verdicts on a file; raises BookError where they are malformed."""
        return self.book.once(verdicts_in, self.file(path))

    def judge(self, statement: Statement, verdict: Verdict | None) -> Judged:
        """Find out whether a verdict still stands."""
        faults = map(self.evidence.fault, verdict.proved if verdict else ())
        return Judged(statement, verdict, "; ".join(filter(None, faults)))

    def gone(self, path: Path) -> list[Verdict]:
        """The verdicts on what a file no longer says."""
        texts = {statement.text for statement in statements(self.evidence.bank, path)}
        return [verdict for says, verdict in self.verdicts(path).items() if says not in texts]

    def update(self, path: Path, kinds: tuple[str, ...]) -> None:
        """Write the verdicts on a file in its order, without those on what is gone.

        Each open statement of the given kinds gets an empty entry, and in comments above it what
        might show it.
        """
        entries = {}
        for judged in self.judged(path):
            if judged.verdict or judged.statement.kind in kinds:
                comments = list(self.offers(judged)) if judged.is_open else []
                entries[judged.statement.text] = (
                    judged.verdict or Verdict(judged.statement.text),
                    comments,
                )
        file = self.file(path)
        if entries:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(written(entries.values()), encoding="utf-8")
        else:
            file.unlink(missing_ok=True)

    def offers(self, judged: Judged) -> Iterator[str]:
        """Yield where an open statement stands, what is wrong, and what could show it."""
        statement = judged.statement
        yield f"{statement.place} ({statement.kind})"
        if judged.fault:
            yield f"look again: {judged.fault}"
        for reference, line in list(self.candidates(statement))[:MOST_CANDIDATES]:
            yield f"  {reference}  {line[:140]}"

    def candidates(self, statement: Statement) -> Iterator[tuple[str, str]]:
        """Yield references to what a statement belongs to and links to, and what they show."""
        for question in self.evidence.bank.questions:
            if question.id == statement.owner and statement.kind == "feedback":
                yield of_question(question), question.kind
        folder = posixpath.dirname(statement.file)
        linked = [
            (posixpath.normpath(posixpath.join(folder, page)) if page else statement.file, anchor)
            for page, _, anchor in (link.partition("#") for link in statement.links)
        ]
        for session in self.evidence.bank.claims.values():
            if session.id == statement.owner or (session.page, session.id) in linked:
                for reference, step in steps(session):
                    yield reference, shown(step)


def verdicts_in(book: Book, file: Path) -> dict[str, Verdict]:
    """Read one file of verdicts; see `read_verdicts`."""
    return read_verdicts(file, book.name(file))
