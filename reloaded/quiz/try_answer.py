"""Runs the code that a reader has typed: a list of right answers is never whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reloaded.interpreters.environments import Interpreter
from reloaded.quiz.blanks import filled
from reloaded.quiz.model import Question
from reloaded.session.model import Command, Compared, Outcome, Step
from reloaded.session.run_session import prove


@dataclass(frozen=True)
class TriedAnswer:
    """What came of an answer.

    Attributes:
        right: whether the session came true with it.
        said: what came out, as text.
    """

    right: bool
    said: str


def try_out(question: Question, text: str, interpreter: Interpreter) -> TriedAnswer | None:
    """Run the session of a question with a text in place of `???`, as the tests do.

    Args:
        question: one that asks for a piece of code.
        text: what a reader has typed.
        interpreter: where to run it.

    Returns:
        The result; None if the question isn't asked about this interpreter.
    """
    if not question.speaks_of(interpreter.language, interpreter.implementation):
        return None
    session = filled(question.session, text)
    proof = prove(session, interpreter)
    if proof.holds:
        return TriedAnswer(right=True, said=f"{proof.interpreter} prints what the session shows.")
    steps = session.steps_on(proof.language)
    step, outcome = next(
        both for both in zip(steps, proof.outcomes, strict=True) if both[1].trouble
    )
    return TriedAnswer(right=False, said="\n".join(told(step, outcome, proof.interpreter)))


def told(step: Step, outcome: Outcome, name: str) -> Iterator[str]:
    """What a step did that differs from what the session shows.

    Args:
        step: the first with a trouble.
        outcome: what came of it.
        name: of the interpreter.

    Yields:
        Lines for a person to read.
    """
    if not isinstance(step, Compared) or outcome.printed == step.expected:
        yield outcome.trouble
        return
    first, more = ("$ ", "> ") if isinstance(step, Command) else (">>> ", "... ")
    yield f"{name} prints something else here:"
    for number, line in enumerate(step.source.splitlines()):
        yield f"    {more if number else first}{line}"
    for line in outcome.printed.splitlines() or ["(nothing)"]:
        yield f"    {line}"
