"""Breaks questions in every way that should matter, and tells which breakages go unnoticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from reloaded.errors import BookError
from reloaded.interpreters.environments import Interpreter
from reloaded.mutation.all_mutants import told_apart
from reloaded.mutation.ineffective import effects, parsed
from reloaded.mutation.model import Mutant
from reloaded.mutation.survivors import Verdict
from reloaded.quiz.blanks import filled, shown
from reloaded.quiz.lint import lint
from reloaded.quiz.model import HOLE, Option, Question
from reloaded.quiz.right_answers import Finding, judge
from reloaded.session.model import Compared, Prompt, SaveFile, Session, Step, replaced
from reloaded.session.run_session import Proof
from reloaded.store.fingerprints import of_code
from reloaded.store.proofs import CODE, StoredProofs
from reloaded.store.results import hashed


@dataclass(frozen=True)
class QuestionMutant(Mutant):
    """A question with one thing broken; `session` is that of its prompt, unbroken.

    Attributes:
        question: the broken one.
    """

    question: Question | None = None


def mutants_of(question: Question, interpreter: Interpreter) -> list[Mutant]:
    """All mutants of a question that an interpreter is asked about."""
    if not question.speaks_of(interpreter.language, interpreter.implementation):
        return []
    return list(told_apart(made(question)))


def made(question: Question) -> Iterator[Mutant]:
    """Break a question in all ways."""

    def mutant(kind: str, line: int, what: str, broken: Question) -> Mutant:
        return QuestionMutant(question.session, kind, line, " ".join(what.split()), None, broken)

    for number, option in enumerate(question.options):
        what = option.text
        if question.kind == "predict":
            text = question.options[number - 1].text
            twice = changed(question, number, text=text)
            yield mutant("two outputs made equal", option.line, what, twice)
        elif option.accepted:
            text = altered(option.text)
            yield mutant("answer misspelt", option.line, what, retyped(question, number, text))
        elif option.accepted is False:
            text = question.options[0].text
            yield mutant("miss made true", option.line, what, retyped(question, number, text))
        elif option.session:
            yield mutant("verdict turned", option.line, what, turned(question, number))
            neighbour = question.options[number - 1].session
            swapped = changed(question, number, session=neighbour)
            yield mutant("proofs swapped", option.line, what, swapped)
    if question.kind == "predict":
        what = ", ".join(option.text for option in question.options)
        yield mutant("outputs altered", question.line, what, all_altered(question))
    imported: set[str] = set()
    for step in question.session.steps:
        if HOLE not in shown(step) and not only_shows(step, imported):
            what = step.path if isinstance(step, SaveFile) else getattr(step, "source", "a file")
            yield mutant("step dropped", step.line, what, without(question, step))


def only_shows(step: Step, imported: set[str]) -> bool:
    """Whether a step does nothing but print, which its own output is held against."""
    if not isinstance(step, Compared) or not step.expected:
        return False
    tree = parsed(step.source) if isinstance(step, Prompt) else None
    return tree is None or not list(effects(tree, imported))


def changed(
    question: Question,
    number: int,
    text: str | None = None,
    session: Session | None = None,
) -> Question:
    """The question with another text or session in one of its options.

    Args:
        question: the unbroken one.
        number: the index of the option.
        text: its new text; None keeps the old one.
        session: its new session; None keeps the old one.

    Returns:
        A copy; the question itself is left alone.
    """
    options = list(question.options)
    old = options[number]
    options[number] = replace(
        old, text=old.text if text is None else text, session=session or old.session
    )
    return replace(question, options=tuple(options))


def all_altered(question: Question) -> Question:
    """The question with every option misspelt, so that none is what is printed."""
    options = (replace(option, text=altered(option.text)) for option in question.options)
    return replace(question, options=tuple(options))


def retyped(question: Question, number: int, text: str) -> Question:
    """The question with another text for one answer of a `type` question, which is then run.

    Args:
        question: of the kind `type`.
        number: the index of the answer.
        text: what is typed in its place.

    Returns:
        The question, in which the answer's session types the text; None for that session where the
        prompt has a hole, which its output fills.
    """
    session = None if question.hole else filled(question.session, text)
    return changed(question, number, text, session)


def altered(text: str) -> str:
    """A text with its last letters exchanged, or its only one doubled."""
    if len(text) > 1 and text[-1] != text[-2]:
        return text[:-2] + text[-1] + text[-2]
    return text + text[-1]


def turned(question: Question, number: int) -> Question:
    """The question with True for False, or False for True, at the end of one proof."""
    session = question.options[number].session
    assert session is not None  # noqa: S101 - asked for statements only
    last = session.steps[-1]
    assert isinstance(last, Compared)  # noqa: S101 - the reader has seen to it
    opposite = replace(last, expected="False\n" if last.expected == "True\n" else "True\n")
    return changed(question, number, session=replaced(session, {last: opposite}))


def without(question: Question, step: Step) -> Question:
    """The question with one step of its prompt left out, wherever that is run."""

    def strip(option: Option) -> Option:
        if option.session is None:
            return option
        same = next((own for own in option.session.steps if own.line == step.line), None)
        return replace(option, session=replaced(option.session, {same: None})) if same else option

    options = tuple(strip(option) for option in question.options)
    session = replaced(question.session, {step: None})
    return replace(question, session=session, options=options)


def judge_questions(
    work: Iterable[tuple[Question, list[Mutant]]], stored: StoredProofs, jobs: int
) -> Iterator[list[Verdict]]:
    """Judge the mutants of several questions, question by question.

    Args:
        work: questions, and the mutants of each that are to be judged.
        stored: runs what they ask, or finds what came of an earlier run.
        jobs: how many questions are judged at a time.

    Yields:
        The verdicts on the mutants of each question, in the order of `work`.

    Raises:
        BookError: a question does not hold as it is.
    """
    with ThreadPoolExecutor(jobs) as pool:
        runs = []
        for question, mutants in work:
            unbroken = pool.submit(findings, question, stored)
            broken = [
                (mutant, pool.submit(is_noticed, question, unbroken, mutant.question, stored))
                for mutant in mutants
                if isinstance(mutant, QuestionMutant) and mutant.question
            ]
            runs.append((question, unbroken, broken))
        try:
            for question, unbroken, broken in runs:
                if any(finding.trouble for finding in unbroken.result()):
                    raise BookError(
                        f"this question does not hold on {stored.interpreter.name}, so nothing can"
                        f" be learnt by breaking it; run pytest {question.file}",
                        question.file,
                        question.line,
                    )
                yield [Verdict(mutant, found.result()) for mutant, found in broken]
        finally:
            pool.shutdown(cancel_futures=True)


def is_noticed(
    question: Question, unbroken: Future[list[Finding]], broken: Question, stored: StoredProofs
) -> bool:
    """Whether the breakage of a question shows; it is remembered where it does.

    Args:
        question: the unbroken one.
        unbroken: what is found of it, once it is known.
        broken: the same question with one thing broken.
        stored: runs what it asks, and remembers.

    Returns:
        See `noticed`.
    """
    parts = {
        "question": hashed(repr(question)),
        "broken": hashed(repr(broken)),
        "interpreter": stored.fingerprint,
        "code": of_code(*CODE, "mutation", "quiz"),
    }
    if stored.store.get("question refuted", parts):
        return True
    shows = noticed(question, unbroken.result(), findings(broken, stored))
    if shows:
        stored.store.put("question refuted", parts, value=True)
    return shows


def noticed(question: Question, unbroken: list[Finding], found: list[Finding]) -> bool:
    """Whether the breakage of a question shows.

    Args:
        question: the unbroken one.
        unbroken: what is found of it.
        found: what is found of the broken one. Of outputs, nothing but the print decides which is
            right, so a print that makes another one right shows the breakage as well.

    Returns:
        True where a finding has a trouble, or other options of a `predict` question are right than
        before.
    """
    if any(finding.trouble for finding in found):
        return True
    right = [finding.right for finding in unbroken]
    return question.kind == "predict" and right != [finding.right for finding in found]


def findings(question: Question, stored: StoredProofs) -> list[Finding]:
    """Judge a question as the tests do; what the rules of the bank refuse is a trouble."""
    try:
        lint(question)
    except BookError as error:
        return [Finding(right=False, printed="", trouble=str(error))]
    proofs: dict[Session, Proof] = {}

    def remember(session: Session) -> Proof:
        if session not in proofs:
            proofs[session] = stored.find(session) or stored.run(session, stored.interpreter)
        return proofs[session]

    return judge(question, remember)
