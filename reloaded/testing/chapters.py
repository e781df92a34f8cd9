"""Turns pages into pytest's nodes, through Sybil: a page, its claims, and a node per step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, cast

import pytest
from _pytest._code.code import TerminalRepr
from click import ClickException
from sybil import Document, Example, Region, Sybil
from sybil.example import SybilFailure
from sybil.integration.pytest import SybilFile, SybilItem
from sybil.typing import Parser

from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.interpreters.environments import Interpreter
from reloaded.pictures.check import trouble
from reloaded.quiz.model import Question
from reloaded.session.model import Prompt, Session, Step
from reloaded.session.run_session import Proof
from reloaded.store.fingerprints import of_code, of_interpreter
from reloaded.store.proofs import CODE, StoredProofs
from reloaded.store.results import ResultStore
from reloaded.testing.page_checks import refuse_unseen
from reloaded.testing.remembered import results


class Examples:
    """Sybil's parser of a page, and the runs of its sessions.

    A session runs once, whole, when the first of its steps is asked for: so one node alone, any
    order and any number of workers give the same result.

    Args:
        book: whose pages are read.
        interpreter: where its sessions run.
        chosen: all interpreters of this test run, this one among them.
        results: where the results of earlier test runs are found.
    """

    def __init__(
        self,
        book: Book,
        interpreter: Interpreter,
        chosen: tuple[Interpreter, ...],
        results: ResultStore,
    ) -> None:
        self.book = book
        self.interpreter = interpreter
        self.chosen = chosen
        self.stored = StoredProofs(results, interpreter)
        self.spoken = (interpreter.language, interpreter.implementation)
        self.proofs: dict[Session, Proof] = {}

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield a region per step that the interpreter's version admits.

        The first of the chosen interpreters has those too that none of them admits, to skip them.
        """
        starts = [0, *accumulate(len(line) + 1 for line in document.text.split("\n"))]
        for session in self.book.read(Path(document.path)).sessions:
            admitted = session.steps_on(*self.spoken)
            unable = self.unable(session)
            for step in session.steps:
                start, end = starts[step.line - 1 : step.line + 1]
                if step in admitted:
                    yield Region(start, end, (session, step), self.evaluate)
                elif step in unable:
                    yield Region(start, end, (session, step), self.skip)
            if session.picture and session.speaks_of(*self.spoken):
                start, end = starts[session.picture.line - 1 : session.picture.line + 1]
                yield Region(start, end, (session, session.picture), self.evaluate_picture)

    def unable(self, session: Session) -> tuple[Step, ...]:
        """The steps that no chosen interpreter runs; of all but the first of them, none."""
        if self.interpreter != self.chosen[0]:
            return ()
        run = {
            step
            for interpreter in self.chosen
            for step in session.steps_on(interpreter.language, interpreter.implementation)
        }
        return tuple(step for step in session.steps if step not in run)

    def skip(self, example: Example) -> str:
        """Say that a step is run nowhere, and how it would be."""
        session, step = example.parsed
        versions = step.gate.versions
        which = f'only with py="{step.gate.text}"' if step.gate else "only on CPython"
        pytest.skip(
            f"{session.page}:{step.line}: {which}, and no such Python was chosen:"
            f' pytest "{session.page}::{session.id}" --python {versions[0]}'
        )

    def evaluate(self, example: Example) -> str:
        """Return what is wrong with a step; empty where the page tells the truth."""
        session, step = example.parsed
        troubled = [outcome for outcome in self.proof(session).outcomes if outcome.trouble]
        trouble = next((outcome.trouble for outcome in troubled if outcome.line == step.line), "")
        if not trouble:
            return ""
        place = f"{session.page}:{step.line}"
        if troubled[0].line != step.line:
            return f"{place}: wrong after line {troubled[0].line}, which failed first: see there"
        headline = f"{place}: the page and {self.interpreter.name} disagree under #{session.id}"
        return "\n".join([headline, *quoted(step), trouble])

    def evaluate_picture(self, example: Example) -> str:
        """Return what is wrong with a picture; empty where it is true."""
        session, fence = example.parsed
        probes = tuple(fence.text.splitlines())
        base, store = self.book.interpreter, self.stored.store
        parts = self.stored.parts(session) | {
            "lines": [step.line for step in session.steps],
            "probes": list(probes),
            "base": of_interpreter(base, store),
            "code": of_code(*CODE, "pictures"),
        }
        if store.get("picture", parts):
            return ""
        outcomes = self.proof(session).outcomes
        wrong = trouble(session, probes, (self.interpreter, base), outcomes, self.book.recordings)
        if not wrong:
            store.put("picture", parts, value=True)
        place = f"{session.page}:{fence.line}"
        return (
            wrong and f"{place}: the picture of #{session.id} on {self.interpreter.name}\n{wrong}"
        )

    def proof(self, session: Session) -> Proof:
        """Run a session, or remember its run; the report keeps it for the site."""
        if session not in self.proofs:
            self.proofs[session] = self.run(session)
            if session.speaks_of(*self.spoken):
                self.book.report.write(self.proofs[session])
        return self.proofs[session]

    def run(self, session: Session) -> Proof:
        """Prove a session, or find its proof; of one that doesn't hold, nothing is kept."""
        return self.stored.prove(session)


def quoted(step: Step) -> list[str]:
    """Show what was typed, as the page does."""
    source = getattr(step, "source", "")
    first, more = (">>> ", "... ") if isinstance(step, Prompt) else ("$ ", "> ")
    lines = source.splitlines()
    return [f"    {first if not number else more}{line}" for number, line in enumerate(lines)]


class Page(SybilFile):
    """A page, or a file of the bank: `docs/reload/keeps.md`, `quizzes/reload.yaml`."""

    def collect(self) -> Iterable[pytest.Collector]:
        """Yield claims or questions; a malformed file is a collection error of one line."""
        for sybil in self.sybils:
            try:
                document = sybil.parse(self.path)
            except BookError as error:
                raise self.CollectError(str(error)) from None
            if not self.documents and self.path.suffix == ".md":
                self.refuse_unseen()
            self.documents.append(document)
            self.refuse_shared()
            for name, examples in groupby(document.examples(), claim_of):
                yield Claim.from_parent(self, name=name, sybil=sybil, examples=list(examples))

    def refuse_unseen(self) -> None:
        """What a build refuses stops a test run too: a page that shows what nothing runs."""
        try:
            refuse_unseen(Book(self.config.rootpath), self.path, results(self.config))
        except ClickException as error:  # a PageError, which is imported when it is needed
            raise self.CollectError(error.message) from None

    def refuse_shared(self) -> None:
        """An id that another page has too stops this one."""
        for name, places in known_ids(self.config).items():
            lines = [line for page, line in places if page == self.path]
            for page, line in places if lines else ():
                if page != self.path:
                    here, there = (
                        path.relative_to(self.config.rootpath) for path in (self.path, page)
                    )
                    fault = f"the id #{name} is that of {there}:{line} too; choose another"
                    raise self.CollectError(f"{here}:{lines[0]}: {fault}")


IDS = pytest.StashKey[dict[str, list[tuple[Path, int]]]]()


def known_ids(config: pytest.Config) -> dict[str, list[tuple[Path, int]]]:
    """Where each id of a claim stands in the book, looked for once."""
    if IDS not in config.stash:
        config.stash[IDS] = Book(config.rootpath).ids()
    return config.stash[IDS]


def claim_of(example: Example) -> str:
    """The id of the claim that a step belongs to, or of the question of an option."""
    owner: Session | Question = example.parsed[0]
    return owner.id


class Claim(pytest.Collector):
    """A claim of a page, or a question: `docs/reload/keeps.md::deleted-names-survive`."""

    def __init__(self, *, sybil: Sybil, examples: list[Example], **keywords: Any) -> None:  # noqa: ANN401 - pytest's
        super().__init__(**keywords)
        self.sybil = sybil
        self.examples = examples

    def collect(self) -> Iterable[pytest.Item]:
        """Yield the steps or options, in order."""
        for example in self.examples:
            yield StepItem.from_parent(self, sybil=self.sybil, example=example)


class StepItem(SybilItem):
    """A step, or an option: `docs/reload/keeps.md::deleted-names-survive::line 42`."""

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,  # noqa: ANN401 - pytest's
    ) -> str | TerminalRepr:
        """Print what is wrong, without a traceback of ours."""
        if isinstance(excinfo.value, SybilFailure):
            return excinfo.value.result
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where pytest says that the step stands, and what its headline is; lines count from 0."""
        page = self.path.relative_to(self.config.rootpath)
        headline = f"{page}:{self.example.line} (#{claim_of(self.example)})"
        return Path(self.example.path), self.example.line - 1, headline


class BookDocument(Document):
    """A page whose text is read as the book reads it, so that its errors name file and line."""

    @classmethod
    def parse(cls, path: str, *parsers: Parser, encoding: str = "utf-8") -> Document:
        """Read a page and let its parser find the regions."""
        del encoding  # the book has only one
        (examples,) = parsers
        book = cast(Examples, examples).book
        document = cls(book.text(Path(path)), path)
        for region in examples(document):
            document.add(region)
        return document


class BookSybil(Sybil):
    """Sybil over the pages of a book."""

    def identify(self, example: Example) -> str:
        """Name a step by its line, and by its interpreter where there are several."""
        return f"line {example.line}" + (f" on {self.name}" if self.name else "")
