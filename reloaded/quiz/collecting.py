"""Turns the bank into pytest's nodes, through Sybil: a file, its questions, a node per option."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from sybil import Document, Example, Region

from reloaded.book import Book
from reloaded.collecting import Examples
from reloaded.interpreters import Interpreter
from reloaded.quiz.bank import Bank
from reloaded.quiz.judge import Finding, judge
from reloaded.quiz.model import Question


class Answers(Examples):
    """Sybil's parser of a file of the bank, and the judgement of its options."""

    def __init__(self, book: Book, interpreter: Interpreter) -> None:
        super().__init__(book, interpreter)
        self.bank = Bank(book)
        self.found: dict[Question, list[Finding]] = {}

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield a region per option of the questions that are asked about the interpreter."""
        starts = [0, *accumulate(len(line) + 1 for line in document.text.split("\n"))]
        for question in self.bank.read(Path(document.path)):
            if question.speaks_of(*self.spoken):
                for number, option in enumerate(question.options):
                    start, end = starts[option.line - 1 : option.line + 1]
                    yield Region(start, end, (question, number), self.evaluate)

    def evaluate(self, example: Example) -> str:
        """Return what is wrong with an option; empty where the bank tells the truth."""
        question, number = example.parsed
        finding = self.findings(question)[number]
        if not finding.trouble:
            return ""
        option = question.options[number]
        place = f"{question.file}:{option.line}"
        headline = f"{place}: the bank and {self.interpreter.name} disagree about {question.id}"
        return "\n".join(
            [headline, *(f"    {line}" for line in option.text.split("\n")), finding.trouble]
        )

    def findings(self, question: Question) -> list[Finding]:
        """Judge a question, or remember its judgement."""
        if question not in self.found:
            self.found[question] = judge(question, self.proof)
        return self.found[question]
