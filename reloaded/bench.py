"""Measures what a session costs beside the bare start of its interpreter."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from reloaded.book import Book
from reloaded.interpreters import Interpreter
from reloaded.session.model import Command, Prompt, Session
from reloaded.session.proof import prove

ROUNDS = 5


def report(book: Book, interpreters: tuple[Interpreter, ...]) -> Iterator[str]:
    """Yield lines that say what the book's sessions cost on each interpreter.

    Bare starts and sessions are measured in turn, as many processes of each, so that a machine
    whose speed drifts treats both alike. Times are medians over `ROUNDS` rounds, in milliseconds.
    """
    sessions = [session for chapter in book.chapters() for session in chapter.sessions]
    yield f"{len(sessions)} sessions, median of {ROUNDS} rounds"
    yield f"{'':16}{'processes':>10}{'bare start':>13}{'per process':>13}{'ratio':>8}{'all':>10}"
    for interpreter in interpreters:
        spoken = [
            one
            for one in sessions
            if one.speaks_of(interpreter.language, interpreter.implementation)
        ]
        processes = sum(starts(session, interpreter) for session in spoken)
        bare, whole = [], []
        for _ in range(ROUNDS):
            bare.append(seconds(start_bare, interpreter, processes))
            whole.append(seconds(prove_all, spoken, interpreter))
        one = median(bare) / processes
        per_process = median(whole) / processes
        ratio = median(session / start for session, start in zip(whole, bare, strict=True))
        yield (
            f"{interpreter.name:16}{processes:>10}{one * 1000:>10.1f} ms"
            f"{per_process * 1000:>10.1f} ms{ratio:>8.2f}{median(whole):>8.2f} s"
        )


def starts(session: Session, interpreter: Interpreter) -> int:
    """How many processes a session starts: its prompt, and one a command."""
    steps = session.steps_on(interpreter.language)
    return any(isinstance(step, Prompt) for step in steps) + sum(
        isinstance(step, Command) for step in steps
    )


def start_bare(interpreter: Interpreter, times: int) -> None:
    """Start an interpreter that does nothing."""
    with tempfile.TemporaryDirectory() as home:
        for _ in range(times):
            subprocess.run(
                [str(interpreter.executable), "-c", "pass"],
                env=interpreter.variables(Path(home)),
                cwd=home,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
            )


def prove_all(sessions: list[Session], interpreter: Interpreter) -> None:
    """Run sessions one after the other."""
    for session in sessions:
        prove(session, interpreter)


def seconds(work: Callable[..., None], *arguments: object) -> float:
    """How long some work takes."""
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start
