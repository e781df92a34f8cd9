"""What is known about the options of a question when a page is built."""

from __future__ import annotations

from dataclasses import dataclass

from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.quiz.blanks import opened
from reloaded.quiz.model import Question
from reloaded.quiz.right_answers import Finding, disagreement, judge
from reloaded.session.model import Session
from reloaded.session.run_session import Proof, prove


@dataclass(frozen=True)
class AnswersFromProofs:
    """The proofs that tests have left, and for the rest the running interpreter.

    Attributes:
        book: whose proofs.
    """

    book: Book

    def findings(self, question: Question) -> list[Finding] | None:
        """Judge a question by the proofs at hand.

        Returns:
            A finding per option, in the order of the options; None where nothing at hand can tell:
            no test has run, and the question is not about the running Python.

        Raises:
            BookError: the question is wrong.
        """
        if question.kind == "type" and not question.hole:
            return [Finding(option.accepted is True, "") for option in question.options]
        spoken = (self.book.interpreter.language, self.book.interpreter.implementation)
        if not self.proofs(question) and not question.speaks_of(*spoken):
            return None
        findings = judge(question, self.prove)
        if question.hole and (fault := disagreement(question, self.proofs(question))):
            fault = f"{question.id} is wrong: {' '.join(fault.split())}"
            raise BookError(fault, question.file, question.line)
        for option, finding in zip(question.options, findings, strict=True):
            if finding.trouble:
                fault = " ".join(finding.trouble.split())
                fault = f"{question.id} is wrong: {fault}; run pytest {question.file}"
                raise BookError(fault, question.file, option.line)
        return findings

    def prove(self, session: Session) -> Proof:
        """The proof that a test has left; else one that is made and left here."""
        if proofs := self.book.report.proofs(session.digest):
            return proofs[0]
        proof = prove(session, self.book.interpreter)
        self.book.report.write(proof)
        return proof

    def proofs(self, question: Question) -> list[Proof]:
        """The proofs of what decides a question, one for each interpreter that it ran on."""
        if question.hole:
            return self.book.report.proofs(opened(question.session).digest)
        session = next(
            option.session for option in question.options if option.accepted is not False
        )
        return self.book.report.proofs(session.digest) if session else []
