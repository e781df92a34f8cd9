"""Finds out which options of a question are right, and what is wrong with a question."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reloaded.quiz.holes import opened
from reloaded.quiz.model import Option, Question
from reloaded.session.model import Session
from reloaded.session.proof import Proof
from reloaded.session.tracebacks import HEADER, messages

FRAME = re.compile(r'^ *\|? *File "(?:/demo/)?(?P<file>[^"]+)", line (?P<line>\d+)', re.MULTILINE)

Prove = Callable[[Session], Proof]
"""Runs a session on some interpreter, or remembers its run."""


@dataclass(frozen=True)
class Finding:
    """What an interpreter says of one option.

    Attributes:
        right: whether a reader who chooses it is right.
        printed: what the interpreter printed that decides it.
        trouble: what is wrong with the question, for its author; empty where nothing is.
    """

    right: bool
    printed: str
    trouble: str = ""


def judge(question: Question, prove: Prove) -> list[Finding]:
    """Say of each option whether it is right.

    Args:
        question: whose options to judge, in their order.
        prove: on which interpreter.
    """
    if question.hole:
        return outputs(question, prove)
    findings = [judge_alone(option, prove) for option in question.options]
    right = sum(finding.right for finding in findings)
    fault = ""
    if not right:
        fault = "no option is right; add one that is"
    elif right > 1 and question.kind == "choose":
        fault = f"{right} options are right; keep one, or make it a select question"
    return [
        Finding(finding.right, finding.printed, finding.trouble or fault) for finding in findings
    ]


def outputs(question: Question, prove: Prove) -> list[Finding]:
    """Options that are outputs: the right one is what was printed."""
    proof = prove(opened(question.session))
    # A proof may be older than the question's place in its file: outcomes are found by number.
    steps = [step for step in question.session.steps if step.gate.admits(proof.language)]
    place = next(number for number, step in enumerate(steps) if step.line == question.hole)
    printed = proof.outcomes[place].printed
    observed = answer(printed, question.asks)
    fault = troubles(proof)
    if not fault and question.kind == "predict" and question.options[0].text != observed:
        said = f"{proof.interpreter} printed:\n{observed or '(nothing)'}"
        fault = f"the right option stands first in the bank, and is not what {said}"
    findings = []
    for option in question.options:
        right, trouble = option.text == observed, fault
        if option.accepted is not None and option.accepted != right and not fault:
            trouble = f"{proof.interpreter} printed:\n{observed}"
        findings.append(Finding(right, printed, trouble))
    return findings


def judge_alone(option: Option, prove: Prove) -> Finding:
    """An option with a session of its own: a statement and its proof, or a piece of code."""
    assert option.session is not None  # noqa: S101 - the reader gives one where there is no hole
    proof = prove(option.session)
    printed = proof.outcomes[-1].printed if proof.outcomes else ""
    if option.accepted is None:
        return Finding(printed == "True\n", printed, troubles(proof))
    if option.accepted == proof.holds:
        return Finding(proof.holds, printed)
    trouble = troubles(proof) or f"{proof.interpreter} prints the same with this in place of ???"
    return Finding(proof.holds, printed, trouble)


def troubles(proof: Proof) -> str:
    """Everything in a proof that disagrees with the bank, each with its line."""
    return "\n".join(f"line {one.line}: {one.trouble}" for one in proof.outcomes if one.trouble)


def answer(printed: str, asks: str) -> str:
    """What a reader would answer who saw an output.

    Args:
        printed: the output.
        asks: `output` for the whole of it, where only the last lines of a traceback count, those
            that name the exception; `line` for the place of the line that raised.

    Returns:
        The lines, without a newline at the end; of a place, `bar.py, line 3`.
    """
    if asks == "line":
        places = FRAME.findall(printed)
        return f"{places[-1][0]}, line {places[-1][1]}" if places else ""
    lines = printed.splitlines()
    kept: list[str] = []
    done = 0
    for raised in messages(lines):
        start = next(
            (number for number in range(done, raised.start) if is_traceback(lines[number])),
            raised.start,
        )
        kept += [*lines[done:start], *(lines[number] for number in raised)]
        done = raised.stop
    return "\n".join([*kept, *lines[done:]])


def is_traceback(line: str) -> bool:
    """Whether a traceback begins here; that of a syntax error has no header."""
    return line + "\n" == HEADER or line.startswith('  File "')
