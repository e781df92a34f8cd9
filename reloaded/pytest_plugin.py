"""Lets pytest collect the pages of the book through Sybil: a node per step.

It is a plug-in, loaded by `-p` in `pyproject.toml`, and not a `conftest.py`: pytest asks a
`conftest.py` in `tests/` nothing about files in `docs/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.example import SybilFailure
from sybil.integration.pytest import SybilFile, SybilItem

from reloaded.book import ROOT, Book
from reloaded.errors import BookError
from reloaded.interpreters import Interpreter, prepare, running
from reloaded.session.model import Prompt, Session, Step
from reloaded.session.proof import Proof, prove


class Examples:
    """Parses a page into Sybil's regions, and runs each session once, when its first step is asked for."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.proofs: dict[tuple[str, str], Proof] = {}
        self.interpreter: Interpreter | None = None

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield a region per step; Sybil's protocol for a parser."""
        starts = [0]
        for line in document.text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        for session in self.book.read(Path(document.path)).sessions:
            for step in session.steps:
                yield Region(
                    starts[step.line - 1], starts[step.line], (session, step), self.evaluate
                )

    def evaluate(self, example: Example) -> str:
        """Return what is wrong with a step; empty where the page tells the truth."""
        session, step = example.parsed
        interpreter = self.start()
        if not step.gate.admits(interpreter.language):
            pytest.skip(f"this fence speaks of Python {step.gate.text}, not {interpreter.language}")
        proof = self.proof(session, interpreter)
        outcome = next(outcome for outcome in proof.outcomes if outcome.line == step.line)
        if not outcome.trouble:
            return ""
        place = f"{session.page}:{step.line}"
        return "\n".join(
            [
                f"{place}: the page and {interpreter.name} disagree under #{session.id}",
                *quoted(step),
                outcome.trouble,
            ]
        )

    def start(self) -> Interpreter:
        """The interpreter that sessions run on, its environment made when first asked for."""
        if self.interpreter is None:
            self.interpreter = prepare(running(), self.book.environments)
        return self.interpreter

    def proof(self, session: Session, interpreter: Interpreter) -> Proof:
        """Run a session, or remember its run; the report keeps it for the site."""
        key = (session.digest, interpreter.name)
        if key not in self.proofs:
            self.proofs[key] = prove(session, interpreter)
            self.book.report.write(self.proofs[key])
        return self.proofs[key]


def quoted(step: Step) -> list[str]:
    """Show what was typed, as the page does."""
    source = getattr(step, "source", "")
    first, more = (">>> ", "... ") if isinstance(step, Prompt) else ("$ ", "> ")
    lines = source.splitlines()
    return [f"    {first if not number else more}{line}" for number, line in enumerate(lines)]


class Page(SybilFile):
    """A page: `docs/reload/keeps.md`."""

    def collect(self) -> Iterable[pytest.Collector]:
        """Yield the claims; a malformed page is a collection error of one line."""
        (sybil,) = self.sybils
        try:
            document = sybil.parse(self.path)
        except BookError as error:
            raise self.CollectError(str(error)) from None
        self.documents.append(document)
        for name, examples in groupby(document.examples(), lambda example: example.parsed[0].id):
            yield Claim.from_parent(self, name=name, sybil=sybil, examples=list(examples))


class Claim(pytest.Collector):
    """A claim of a page: `docs/reload/keeps.md::deleted-names-survive`."""

    def __init__(self, *, sybil: Sybil, examples: list[Example], **keywords: object) -> None:
        super().__init__(**keywords)
        self.sybil = sybil
        self.examples = examples

    def collect(self) -> Iterable[pytest.Item]:
        """Yield the steps, in order."""
        for example in self.examples:
            yield StepItem.from_parent(self, sybil=self.sybil, example=example)


class StepItem(SybilItem):
    """A step of a session: `docs/reload/keeps.md::deleted-names-survive::line 42`."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Print what is wrong, without a traceback of ours."""
        if isinstance(excinfo.value, SybilFailure):
            return excinfo.value.result
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where pytest says that the step stands, and what its headline is; lines count from 0."""
        session = self.example.parsed[0]
        headline = f"{session.page}::{session.id}::{self.name}"
        return Path(self.example.path), self.example.line - 1, headline


class BookDocument(Document):
    """A page read as the book reads it."""

    @classmethod
    def parse(cls, path: str, *parsers: Examples, encoding: str = "utf-8") -> Document:
        """Read a page through `Book`, so that its errors name file and line."""


class BookSybil(Sybil):
    """Sybil over the pages of a book."""

    def identify(self, example: Example) -> str:
        """Name a step by its line."""
        return f"line {example.line}"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Page | None:
    """Collect the Markdown files below `docs/`."""
    book = Book(parent.config.rootpath)
    sybil = BookSybil([Examples(book)], pattern="*.md", path=str(book.docs))
    if not sybil.should_parse(file_path):
        return None
    return Page.from_parent(parent, path=file_path, sybils=[sybil])
