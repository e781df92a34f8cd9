"""The whole bank: its files, and what must be true across them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.quiz.model import Question
from reloaded.quiz.reading import read_questions
from reloaded.session.model import Session

RETIRED = "retired.txt"
"""Beside the bank: the ids of questions that are gone, one a line, so that none comes back."""


@dataclass(frozen=True, eq=False)
class Bank:
    """The questions of a book, as its files were when they were first asked for.

    Two banks of one book may have read different files, so that each equals itself alone.

    Attributes:
        book: whose claims they are about.
    """

    book: Book

    def files(self) -> list[Path]:
        """The files of the bank, by name."""
        return sorted(self.book.quizzes.glob("*.yaml"))

    def read(self, path: Path) -> tuple[Question, ...]:
        """Read one file; a question about a detail of CPython is asked of CPython alone.

        Raises:
            BookError: the file is malformed, a claim is not in the book, or an id is used again.
        """
        questions = []
        for question in read_questions(path, self.book.snippets, self.book.name(path)):
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

    @cached_property
    def retired(self) -> frozenset[str]:
        """The ids that no question may have again."""
        file = self.book.quizzes / RETIRED
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")

    @cached_property
    def claims(self) -> dict[str, Session]:
        """The claims of the book, by id, in reading order."""
        chapters = self.book.chapters()
        return {one.id: one for chapter in chapters for one in chapter.sessions}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of the claims; raises BookError as `read` does."""
        seen: dict[str, Question] = {}
        for question in (one for file in self.files() for one in self.read(file)):
            if question.id in seen:
                fault = f"the id {question.id} is already that of {seen[question.id].place}"
                raise BookError(f"{fault}; choose another", question.file, question.line)
            seen[question.id] = question
        places = {claim: number for number, claim in enumerate(self.claims)}
        return tuple(sorted(seen.values(), key=lambda one: places[one.claim]))

    def about(self, page: str) -> tuple[Question, ...]:
        """The questions about the claims of one page, named as `docs/reload/keeps.md`."""
        return tuple(one for one in self.questions if self.claims[one.claim].page == page)


def current_bank(book: Book) -> Bank:
    """The bank as its files are now, read once for all pages of a build."""
    return remembered(book, book.state())


@lru_cache(maxsize=1)
def remembered(book: Book, _state: tuple[tuple[str, int], ...]) -> Bank:
    """A bank for each state of the files."""
    return Bank(book)


def narrowed(question: Question, claim: Session) -> Question:
    """A question about a claim that is not proved on every implementation is not asked there."""
    if not claim.cpython_only:
        return question
    options = tuple(
        replace(one, session=replace(one.session, cpython_only=True)) if one.session else one
        for one in question.options
    )
    session = replace(question.session, cpython_only=True)
    return replace(question, session=session, options=options)
