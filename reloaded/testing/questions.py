"""Turns the bank into pytest's nodes, through Sybil: a file, its questions, a node per option."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest
from sybil import Document, Example, Region

from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter
from reloaded.quiz.bank import Bank
from reloaded.quiz.blanks import opened
from reloaded.quiz.model import Question
from reloaded.quiz.right_answers import Finding, disagreement, judge
from reloaded.session.model import Session
from reloaded.session.run_session import Proof, prove
from reloaded.store.results import ResultStore
from reloaded.testing.chapters import Examples


class Answers(Examples):
    """Sybil's parser of a file of the bank, and the judgement of its options.

    Args:
        book: whose bank is read.
        interpreter: where its questions are judged.
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
        super().__init__(book, interpreter, chosen, results)
        self.bank = Bank(book)
        self.found: dict[Question, list[Finding]] = {}
        self.asked: list[Session] = []

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield a region per option of the questions that are asked about the interpreter."""
        starts = [0, *accumulate(len(line) + 1 for line in document.text.split("\n"))]
        for question in self.bank.read(Path(document.path)):
            evaluate = self.evaluate if question.speaks_of(*self.spoken) else self.skip_question
            if evaluate == self.evaluate or self.is_run_nowhere(question):
                for number, option in enumerate(question.options):
                    start, end = starts[option.line - 1 : option.line + 1]
                    yield Region(start, end, (question, number), evaluate)

    def is_run_nowhere(self, question: Question) -> bool:
        """Whether no chosen interpreter is asked; the first of them has to say so."""
        asked = (
            question.speaks_of(interpreter.language, interpreter.implementation)
            for interpreter in self.chosen
        )
        return self.interpreter == self.chosen[0] and not any(asked)

    def skip_question(self, example: Example) -> str:
        """Say that an option is run nowhere, and how it would be."""
        question, number = example.parsed
        versions = question.gate.versions
        pytest.skip(
            f"{question.file}:{question.options[number].line}: {question.id} is asked only of"
            f" {', '.join(versions)}, and none of them was chosen: pytest {question.file} -k"
            f" {question.id} --python {versions[0]}"
        )

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
            self.asked.clear()
            self.found[question] = judge(question, self.proof)
            if question.hole:
                proofs = self.book.report.proofs(opened(question.session).digest)
                fault = disagreement(question, proofs)
                self.found[question] = [
                    replace(finding, trouble=finding.trouble or fault)
                    for finding in self.found[question]
                ]
            if not any(finding.trouble for finding in self.found[question]):
                for session in self.asked:
                    self.stored.keep(session, self.proofs[session])
        return self.found[question]

    def run(self, session: Session) -> Proof:
        """Prove a session, or find its proof: a wrong option's need not hold.

        It is kept once the whole question is judged, and right.
        """
        if proof := self.stored.find(session):
            return proof
        self.asked.append(session)
        return prove(session, self.interpreter)
