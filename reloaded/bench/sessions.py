"""Measures what a session costs beside the bare start of its interpreter.

Whatever is compared is measured in turn, round by round, so that a machine whose speed drifts
treats both alike; each figure is the median of the rounds.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from os import cpu_count
from pathlib import Path
from statistics import median

from reloaded.bench.peers import TOOLS, run, steps_of
from reloaded.bench.table import row
from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.gates import EVERYWHERE
from reloaded.session.model import Fence, Prompt, Session
from reloaded.session.run_session import prove

ROUNDS = 5
STEPS = 200
MOST_MEASURED = 24


def report(book: Book, interpreters: tuple[Interpreter, ...]) -> Iterator[str]:
    """Yield the lines of all measurements, each as soon as it is known."""
    whole = [session for chapter in book.chapters() for session in chapter.sessions]
    sessions = sample(whole)
    yield f"{len(sessions)} of {len(whole)} sessions, medians of {ROUNDS} rounds"
    yield from costs(sessions, interpreters)
    yield from peers(sessions, interpreters[0])
    yield from growth(sessions, interpreters[0])
    yield from together(whole, interpreters)


def sample(sessions: list[Session]) -> list[Session]:
    """So many sessions from all of the book, the same ones each time: rounds of all take hours."""
    return sessions[:: max(1, len(sessions) // MOST_MEASURED)][:MOST_MEASURED]


def costs(sessions: list[Session], interpreters: tuple[Interpreter, ...]) -> Iterator[str]:
    """What starts and steps cost, per interpreter, and the sessions of the book on it."""
    yield ""
    yield "bare:     the interpreter starts and ends; the next three columns are multiples of that"
    yield "session:  a session of one prompt"
    yield "book:     a session of the book, the average of those that are measured"
    yield "raises:   a bare start that ends in a traceback, as many sessions print one"
    yield "step:     one more statement in a session"
    yield row("", "bare", "session", "book", "raises", "step")
    for interpreter in interpreters:
        spoken = spoken_of(sessions, interpreter)
        bare, single, whole, raises, long = alternating(
            partial(start_bare, interpreter),
            partial(prove, idle(1), interpreter),
            partial(prove_all, spoken, interpreter),
            partial(start_bare, interpreter, "1 / 0"),
            partial(prove, idle(STEPS), interpreter),
        )
        yield row(
            interpreter.name,
            f"{bare * 1000:.1f} ms",
            f"{single / bare:.2f}",
            f"{whole / len(spoken) / bare:.2f}",
            f"{raises / bare:.2f}",
            f"{(long - single) / (STEPS - 1) * 1000:.3f} ms",
        )


def peers(sessions: list[Session], interpreter: Interpreter) -> Iterator[str]:
    """The same prompts by plain doctest and by stock Sybil, each session in its own process."""
    able = [
        (session, steps)
        for session in spoken_of(sessions, interpreter)
        if (steps := steps_of(session, interpreter.language)) is not None
    ]
    yield ""
    yield f"The prompts of {len(able)} sessions without a shell, on {interpreter.name}; each tool"
    yield "starts a process for each session, with what it imports for itself"
    start = time.perf_counter()
    outcomes = [outcome for session, _ in able for outcome in prove(session, interpreter).outcomes]
    spent = time.perf_counter() - start
    wrong = sum(bool(outcome.trouble) for outcome in outcomes)
    yield row("as sessions", f"{spent:.2f} s", f"{wrong} wrong of {len(outcomes)} steps")
    for tool in TOOLS:
        start = time.perf_counter()
        numbers = [run(tool, steps) for _, steps in able]
        spent = time.perf_counter() - start
        tried, failed = (sum(column) for column in zip(*numbers, strict=True))
        yield row(f"by {tool}", f"{spent:.2f} s", f"{failed} wrong of {tried} prompts")


def growth(sessions: list[Session], interpreter: Interpreter) -> Iterator[str]:
    """How the time grows with the number of sessions."""
    sessions = spoken_of(sessions, interpreter)
    yield ""
    yield f"More sessions, on {interpreter.name}"
    times = (1, 2, 4)
    spent = alternating(*(partial(prove_all, sessions * many, interpreter) for many in times))
    for many, seconds in zip(times, spent, strict=True):
        yield row(f"{many} x {len(sessions)}", f"{seconds:.2f} s", f"{seconds / spent[0]:.2f} x")


def together(sessions: list[Session], interpreters: tuple[Interpreter, ...]) -> Iterator[str]:
    """The whole book on one interpreter and on all, side by side on every core."""
    yield ""
    yield f"The whole book, side by side on {cpu_count()} cores"
    for chosen in {1: interpreters[:1], len(interpreters): interpreters}.values():
        start = time.perf_counter()
        with ThreadPoolExecutor(cpu_count()) as pool:
            jobs = [(session, by) for by in chosen for session in spoken_of(sessions, by)]
            list(pool.map(lambda job: prove(*job), jobs))
        name = f"{len(chosen)} interpreter{'s' * (len(chosen) > 1)}"
        yield row(name, f"{time.perf_counter() - start:.2f} s")


def alternating(*works: Callable[[], object]) -> list[float]:
    """The median time of each work, in seconds, all of them done in turn."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, spent in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            spent.append(time.perf_counter() - start)
    return [median(spent) for spent in times]


def spoken_of(sessions: Sequence[Session], interpreter: Interpreter) -> list[Session]:
    """The sessions that compare something on an interpreter."""
    spoken = (interpreter.language, interpreter.implementation)
    return [session for session in sessions if session.speaks_of(*spoken)]


def idle(steps: int) -> Session:
    """A session of statements that do nothing."""
    prompts = tuple(Prompt(line, EVERYWHERE, "0", "0\n") for line in range(steps))
    return Session("", "idle", "", 0, (Fence(0, 0, "", "pycon", "", prompts),))


def prove_all(sessions: list[Session], interpreter: Interpreter) -> None:
    """Run sessions one after the other."""
    for session in sessions:
        prove(session, interpreter)


def start_bare(interpreter: Interpreter, statement: str = "pass") -> None:
    """Start an interpreter for one statement, and let it end."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [str(interpreter.executable), "-c", statement],
            env=interpreter.variables(Path(folder)),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
