"""The whole bank: its files, and what must be true across them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from pathlib import Path

from reloaded import files
from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.quiz.model import Question
from reloaded.quiz.reading import read_questions
from reloaded.session.model import Session

RETIRED = "retired.txt"
"""Beside the bank: the ids of questions that are gone, one a line, so that none comes back."""


@dataclass(frozen=True)
class Bank:
    """The questions of a book.

    Attributes:
        book: whose claims they are about.
    """

    book: Book

    def files(self) -> list[Path]:
        """The files of the bank, by name."""
        return [
            file
            for file in files.below(self.book.quizzes, ".yaml")
            if file.parent == self.book.quizzes
        ]

    def read(self, path: Path) -> tuple[Question, ...]:
        """Read one file; a question about a detail of CPython is asked of CPython alone.

        Raises:
            BookError: the file is malformed, a claim is not in the book, or an id is used again.
        """
        questions = []
        for question in self.book.once(written_in, path):
            if question.id in self.retired:
                fault = f"the id {question.id} is retired: {RETIRED}; choose another"
                raise BookError(fault, question.file, question.line)
            if question.id in self.claims:
                fault = f"#{question.id} is a claim's id; choose another for the question"
                raise BookError(fault, question.file, question.line)
            if question.claim not in self.claims:
                near = difflib.get_close_matches(question.claim, self.claims, 1)
                hint = f"did you mean {near[0]}?" if near else "write the id of a heading"
                fault = f"the book has no claim #{question.claim}; {hint}"
                raise BookError(fault, question.file, question.line)
            questions.append(narrowed(question, self.claims[question.claim]))
        return tuple(questions)

    @property
    def retired(self) -> frozenset[str]:
        """The ids that no question may have again."""
        return self.book.once(retired)

    @property
    def claims(self) -> dict[str, Session]:
        """The claims of the book, by id, in reading order."""
        return self.book.once(claims)

    @property
    def by_id(self) -> dict[str, Question]:
        """Every question, in the order of the claims; raises BookError as `read` does."""
        return self.book.once(questions)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The same without their ids."""
        return tuple(self.by_id.values())

    def about(self, page: str) -> tuple[Question, ...]:
        """The questions about the claims of one page, named as `docs/reload/keeps.md`."""
        return tuple(self.book.once(questions_by_page).get(page, ()))


def written_in(book: Book, path: Path) -> tuple[Question, ...]:
    """Read one file as it is, without a look at the claims; see `read_questions`."""
    return read_questions(path, book.snippets, book.name(path))


def retired(book: Book) -> frozenset[str]:
    """Read the ids of questions that are gone."""
    file = book.quizzes / RETIRED
    lines = files.read(file).decode().splitlines() if files.exists(file) else []
    return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")


def claims(book: Book) -> dict[str, Session]:
    """Find the claims of a book; see `Bank.claims`."""
    return {session.id: session for chapter in book.chapters() for session in chapter.sessions}


def questions(book: Book) -> dict[str, Question]:
    """Read every question; see `Bank.by_id`."""
    bank = Bank(book)
    by_id: dict[str, Question] = {}
    for question in (question for file in bank.files() for question in bank.read(file)):
        if question.id in by_id:
            fault = f"the id {question.id} is already that of {by_id[question.id].place}"
            raise BookError(f"{fault}; choose another", question.file, question.line)
        by_id[question.id] = question
    places = {claim: number for number, claim in enumerate(bank.claims)}
    return dict(sorted(by_id.items(), key=lambda item: places[item[1].claim]))


def answered(book: Book) -> list[Session]:
    """The sessions in which a reader fills in code, each with the answer that stands first.

    The page offers to run such a session with what the reader typed. Where the right answer
    can't run in a browser, no answer can.
    """
    return [
        next(option.session for option in question.options if option.session and option.accepted)
        for question in Bank(book).questions
        if question.kind == "type" and not question.hole
    ]


def questions_by_page(book: Book) -> dict[str, list[Question]]:
    """Sort the questions by the page of their claim."""
    bank = Bank(book)
    found: dict[str, list[Question]] = {}
    for question in bank.questions:
        found.setdefault(bank.claims[question.claim].page, []).append(question)
    return found


def narrowed(question: Question, claim: Session) -> Question:
    """A question about a claim that is not proved on every implementation is not asked there."""
    if not claim.cpython_only:
        return question
    options = tuple(
        replace(option, session=replace(option.session, cpython_only=True))
        if option.session
        else option
        for option in question.options
    )
    session = replace(question.session, cpython_only=True)
    return replace(question, session=session, options=options)
