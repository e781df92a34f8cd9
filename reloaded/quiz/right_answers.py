"""Finds out which options of a question are right, and what is wrong with a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reloaded.quiz.blanks import opened
from reloaded.quiz.model import Option, Question
from reloaded.session.model import Session
from reloaded.session.run_session import Proof
from reloaded.session.tracebacks import HEADER, messages

FRAME = re.compile(r'^ *\|? *File "(?:/demo/)?(?P<file>[^"]+)", line (?P<line>\d+)', re.MULTILINE)

BELIEF = re.compile(r"If you [^.:]+:")
"""How a reason begins that corrects a reader: "If you think that a reload deletes names: …"."""

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
    printed, observed = printed_by(proof, question)
    printout = f"{proof.interpreter} printed:\n{observed or '(nothing)'}"
    fault = troubles(proof)
    predict = question.kind == "predict"
    if not fault and predict and observed not in [option.text for option in question.options]:
        fault = f"no option is right: {printout}"
    findings = []
    for option in question.options:
        right, trouble = option.text == observed, fault
        if option.accepted is not None and option.accepted != right and not fault:
            trouble = printout
        if predict and right and BELIEF.match(option.why) and not fault:
            trouble = f"the reason is one for a reader who is wrong, but {printout}"
        findings.append(Finding(right, printed, trouble))
    return findings


def disagreement(question: Question, proofs: Iterable[Proof]) -> str:
    """Say that interpreters print different answers to one question; empty where they don't.

    Args:
        question: one whose options are outputs.
        proofs: of its session, `opened`; those of interpreters that it is not asked about, such as
            were left before it was limited, count for nothing.
    """
    printers: dict[str, str] = {}
    for proof in proofs:
        if question.speaks_of(proof.language, proof.interpreter.split()[0]):
            printers.setdefault(printed_by(proof, question)[1], proof.interpreter)
    if len(printers) < 2:
        return ""
    each = "\n".join(f"{name} printed:\n{text or '(nothing)'}" for text, name in printers.items())
    return f"limit the question with py, for its answer is not the same everywhere\n{each}"


def printed_by(proof: Proof, question: Question) -> tuple[str, str]:
    """What an interpreter printed in place of ???, and what of that a reader would answer."""
    # A proof may be older than the question's place in its file: outcomes are found by number.
    steps = [step for step in question.session.steps if step.gate.admits(proof.language)]
    place = next(number for number, step in enumerate(steps) if step.line == question.hole)
    printed = proof.outcomes[place].printed
    return printed, answer(printed, question.asks)


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
    return "\n".join(
        f"line {outcome.line}: {outcome.trouble}" for outcome in proof.outcomes if outcome.trouble
    )


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
