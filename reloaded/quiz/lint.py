"""The rules of a good question, as far as a program can tell."""

from __future__ import annotations

import re

from reloaded.errors import BookError
from reloaded.quiz.blanks import shown
from reloaded.quiz.model import Option, Question

FEWEST = {"predict": 3, "choose": 3, "select": 3, "type": 2}
"""By kind: the fewest options; of a `type` question, answers and near misses together."""

WHOLE = re.compile(
    r"\b(all|none|both|neither|some) of (the )?(above|these|those|them)\b", re.IGNORECASE
)
POSITION = re.compile(
    r"\b(the )?(first|second|third|fourth|last|previous|next|other) (option|answer|choice)s?\b"
    r"|\b(option|answer|choice) ([A-F]|\d)\b|\b(as|the|those|options?|statements?) (above|below)\b",
    re.IGNORECASE,
)
NOT = re.compile(r"(?<!\*)\b(not|never|false|wrong)\b(?!\*)", re.IGNORECASE)
SPAN = re.compile(r"`([^`]+)`")
CODE = re.compile(r"```.*?^ *```|`[^`]*`", re.DOTALL | re.MULTILINE)


def lint(question: Question) -> None:
    """Refuse a question that misleads, or that gives itself away.

    Raises:
        BookError: at the line of the first fault.
    """
    options = question.options
    if len(options) < FEWEST[question.kind]:
        fault = f"a {question.kind} question needs {FEWEST[question.kind]} options or more"
        raise BookError(f"{fault}; add what people get wrong", question.file, question.line)
    for number, option in enumerate(options):
        for earlier in options[:number]:
            if " ".join(option.text.split()) == " ".join(earlier.text.split()):
                raise at(option, question, f"the same as line {earlier.line}; delete one")
        if question.kind in ("choose", "select"):
            lint_statement(option, question)
        elif question.kind == "predict" and option.text != option.text.strip("\n"):
            raise at(option, question, "a blank line at the edge; delete it")
    asked = CODE.sub(" ", question.prompt)
    if question.kind in ("choose", "select") and (found := NOT.search(asked)):
        fault = f'"{found[0]}" is easily missed; write **{found[0]}**, or ask the other way round'
        raise BookError(fault, question.file, question.line)
    refuse_given_away(question, asked)


def lint_statement(option: Option, question: Question) -> None:
    """A statement stands for itself, wherever it is shown."""
    bare = CODE.sub(" ", option.text)
    if WHOLE.search(bare):
        raise at(option, question, "an option about the others tests logic; state a fact")
    if found := POSITION.search(bare):
        raise at(
            option, question, f'"{found[0]}" refers to an order, and options are shuffled; name it'
        )
    if fault := unproved(option):
        raise at(option, question, fault)


def unproved(option: Option) -> str:
    """Say which words of a statement its proof does not show; empty where it shows them all.

    A statement quotes, as code, something that its own proof types or prints. So a proof cannot
    stand under a statement that it has nothing to do with.
    """
    assert option.session is not None  # noqa: S101 - a statement has one
    quoted = [" ".join(span.split()) for span in SPAN.findall(option.text)]
    if not quoted:
        return "quote something as `code` that the proof types or prints"
    proof_text = " ".join(" ".join(shown(step) for step in option.session.steps).split())
    for span in quoted:
        if span not in proof_text:
            return f"`{span}` is neither typed, saved nor printed; quote the proof as it is"
    return ""


def refuse_given_away(question: Question, asked: str) -> None:
    """What the reader is to answer must not stand in the prose of the prompt or the hint."""
    for option in question.options:
        answer = option.text.strip()
        for text in (asked, CODE.sub(" ", question.hint)) if len(answer) > 3 else ():
            if answer.lower() in text.lower():
                raise at(option, question, "the prompt or the hint says this; ask in other words")


def at(option: Option, question: Question, message: str) -> BookError:
    """An error at the line of an option.

    Args:
        option: which breaks a rule.
        question: whose option it is.
        message: what is wrong, and the cure.

    Returns:
        The error, for the caller to raise.
    """
    return BookError(message, question.file, option.line)
