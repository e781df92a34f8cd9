"""Breaks the sessions of the book, and tells which breakages no proof notices."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.interpreters.environments import Interpreter
from reloaded.mutation import report
from reloaded.mutation.all_mutants import mutants_of
from reloaded.mutation.break_questions import judge_questions
from reloaded.mutation.break_questions import mutants_of as broken_questions
from reloaded.mutation.equivalents import (
    LIST,
    Equivalent,
    read_equivalents,
    stale_entries,
    too_many,
)
from reloaded.mutation.model import Mutant
from reloaded.mutation.survivors import Verdict, judge
from reloaded.quiz.bank import Bank
from reloaded.quiz.model import Question
from reloaded.session.model import Session
from reloaded.store.proofs import StoredProofs
from reloaded.store.results import ResultStore


@dataclass(frozen=True)
class Choice:
    """Which mutants to judge, and how.

    Attributes:
        pages: as the command line names them, `docs/page.md` or `docs/page.md::claim`; none for
            the whole book.
        sample: how many of the mutants that need a run of their own are drawn; None for all.
        seed: of the drawing.
        jobs: how many run at a time.
        fresh: whether those run too that nothing has changed for since an earlier run.
    """

    pages: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 0
    jobs: int = 1
    fresh: bool = False


def mutate(
    book: Book, interpreter: Interpreter, choice: Choice, say: Callable[[str], None]
) -> bool:
    """Judge mutants of a book on one interpreter, and report.

    Args:
        book: whose sessions are broken.
        interpreter: where the broken ones run.
        choice: which of them.
        say: prints a line.

    Returns:
        Whether all is well: each mutant is noticed or listed, and the list has no fault.

    Raises:
        BookError: a page or the list is malformed, there is no such page, or a session does not
            hold even unbroken.
    """
    sessions = [session for chapter in book.chapters() for session in chapter.sessions]
    only_pages = choice.pages and all(page.startswith("docs/") for page in choice.pages)
    asked = () if only_pages else Bank(book).questions
    questions = {question.session: question for question in asked}
    every = {session: mutants_of(session, interpreter) for session in sessions}
    every |= {
        session: broken_questions(question, interpreter) for session, question in questions.items()
    }
    entries = read_equivalents(book.root / LIST, LIST)
    known = {session.id for session in every}
    here = [
        entry
        for entry in entries
        if entry.gate.admits(interpreter.language) and (entry.claim in known or not only_pages)
    ]
    made = {session: every[session] for session in chosen(list(every), choice.pages)}

    say(f"Mutants on {interpreter.name}")
    store = ResultStore(fresh=choice.fresh)
    stored = StoredProofs(store, interpreter)
    verdicts = list(judged(drawn(made, choice, say), questions, stored, choice.jobs, say))
    for line in store.summary():
        say(line)
    store.prune()
    faults = [
        *stale_entries(here, every, made, verdicts),
        *too_many(here, sum(map(len, every.values()))),
    ]
    return conclude(verdicts, here, faults, interpreter, say)


def chosen(sessions: list[Session], pages: tuple[str, ...]) -> list[Session]:
    """The sessions of the pages and claims that are named; all where nothing is."""
    for page in pages:
        if not any(page in names(session) for session in sessions):
            raise BookError("no page with a claim, or no claim, has this name", page)
    return [session for session in sessions if not pages or names(session).intersection(pages)]


def names(session: Session) -> set[str]:
    """What the command line may call a session: its page, or its page and its claim."""
    return {session.page, f"{session.page}::{session.id}"}


def drawn(
    made: dict[Session, list[Mutant]], choice: Choice, say: Callable[[str], None]
) -> dict[Session, list[Mutant]]:
    """Leave out those mutants with a run of their own that the sample does not draw.

    Args:
        made: all mutants, by session.
        choice: how many to draw, and the seed of the drawing.
        say: prints a line.

    Returns:
        By session, the mutants that need no run, and those that were drawn.
    """
    behaving = [
        mutant for mutants in made.values() for mutant in mutants if mutant.expectation is None
    ]
    if choice.sample is None or choice.sample >= len(behaving):
        return made
    say(f"a sample of {choice.sample} out of {len(behaving)} runs, --seed {choice.seed}")
    draw = random.Random(choice.seed)  # noqa: S311 - nobody gains by guessing it
    keys = {(mutant.session.id, mutant.key) for mutant in draw.sample(behaving, choice.sample)}
    return {
        session: [
            mutant for mutant in mutants if mutant.expectation or (session.id, mutant.key) in keys
        ]
        for session, mutants in made.items()
    }


def judged(
    made: dict[Session, list[Mutant]],
    questions: dict[Session, Question],
    stored: StoredProofs,
    jobs: int,
    say: Callable[[str], None],
) -> Iterator[Verdict]:
    """Judge, and say a line whenever a page or a file of the bank is done.

    Args:
        made: the mutants to judge, by session.
        questions: those sessions that are prompts of questions.
        stored: runs them, or finds what came of an earlier run.
        jobs: how many run at a time.
        say: prints a line.

    Yields:
        A verdict for each mutant, page by page, claims before questions.
    """
    work = [(session, mutants) for session, mutants in made.items() if mutants]
    claims = [(session, mutants) for session, mutants in work if session not in questions]
    asked = [(questions[session], mutants) for session, mutants in work if session in questions]
    asked.sort(key=lambda pair: pair[0].file)
    start = time.perf_counter()
    verdicts = chain(judge(claims, stored, jobs), judge_questions(asked, stored, jobs))
    pages = [session.page for session, _ in claims] + [question.file for question, _ in asked]
    for page, of in groupby(pages):
        done = [verdict for _ in of for verdict in next(verdicts)]
        yield from done
        unnoticed = sum(not verdict.killed for verdict in done)
        spent = time.perf_counter() - start
        say(f"{page}: {len(done)} mutants, {unnoticed} not noticed ({spent:.1f} s)")


def conclude(
    verdicts: list[Verdict],
    entries: list[Equivalent],
    faults: list[str],
    interpreter: Interpreter,
    say: Callable[[str], None],
) -> bool:
    """Say what came of it: the counts, each survivor, each fault; whether there is none.

    Args:
        verdicts: on all mutants that were judged.
        entries: the list of equivalent mutants, those for this Python.
        faults: what is wrong with the list.
        interpreter: where the mutants ran.
        say: prints a line.

    Returns:
        Whether no mutant survived and the list has no fault.
    """
    listed = {(entry.claim, entry.mutant) for entry in entries}
    for line in report.table(verdicts, listed):
        say(line)
    survivors = [
        verdict.mutant for verdict in verdicts if report.fate(verdict, listed) == "survived"
    ]
    for mutant in survivors:
        for line in report.survivor(mutant, interpreter):
            say(line)
    if survivors:
        say(report.ADVICE)
    for fault in faults:
        say(f"{LIST}: {fault}")
    return not survivors and not faults
