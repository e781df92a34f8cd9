"""Finds the sessions that do not run in the browser: by running each there and on CPython 3.14.

What is found is written to `not_in_browser.toml`, which is committed; the site gives a Run button
to every other session.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reloaded import files
from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.interpreters.environments import Interpreter
from reloaded.pyodide.run_sessions import Trouble, run
from reloaded.pyodide.session_json import LANGUAGE, RELEASE
from reloaded.session.model import Session
from reloaded.session.run_session import prove

FILE = Path(__file__).with_name("not_in_browser.toml")

HEADER = """\
# The sessions that do not run in the browser, and why. Found by running them there, never written
# by hand: python -m reloaded browser
"""

CAUSES = {
    "most likely due to a circular import": "asks in which folder the interpreter was started",
    "does not support processes": "starts a process",
    "can't start new thread": "starts a thread",
    "cannot import name 'interpreters'": "needs subinterpreters",
    "NotImplementedError: a shell": "needs a real shell",
    "NotImplementedError: an option": "gives Python an option that is read before it starts",
    "time was up": "does not come to an end",
    "[Errno ": "prints the number of an error, which is another one there",
}
"""What a session prints or the worker says, and what that means."""

Elsewhere = dict[str, dict[str, str]]
"""By id of the session: `why`, and `at`, the first line of the step that differs."""


def load() -> Elsewhere:
    """What was found last."""
    return tomllib.loads(files.read(FILE).decode()) if files.exists(FILE) else {}


def known(book: Book) -> Elsewhere:
    """What was found last; a book reads it once, however many of its questions ask."""
    return book.once(loaded)


def loaded(book: Book) -> Elsewhere:
    """What was found last, of any book."""
    del book  # there is one file, whichever book is shown
    return load()


def save(found: Elsewhere) -> None:
    """Write what was found."""
    FILE.write_text(as_toml(found), encoding="utf-8")


def as_toml(found: Elsewhere) -> str:
    """The file's text: a table for each session, in the order of their ids."""
    tables = [
        f"\n[{name}]\n" + "".join(f"{key} = {quoted(text)}\n" for key, text in entry.items())
        for name, entry in sorted(found.items())
    ]
    return HEADER + "".join(tables)


def quoted(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def find(book: Book, sessions: Sequence[Session], python: Interpreter, jobs: int) -> Elsewhere:
    """Run sessions on CPython and in Pyodide.

    Args:
        book: whose sessions they are.
        sessions: what to run.
        python: CPython 3.14.
        jobs: how many run at a time.

    Returns:
        Those that run otherwise in Pyodide or say nothing of its Python, with the reason.

    Raises:
        BookError: the page itself is wrong on CPython, so that nothing can be compared.
    """
    spoken = [session for session in sessions if session.speaks_of(RELEASE)]
    with ThreadPoolExecutor(jobs) as pool:
        for session, proof in zip(
            spoken, pool.map(lambda session: prove(session, python), spoken), strict=True
        ):
            if not proof.holds:
                raise BookError(
                    f"#{session.id} does not hold on {proof.interpreter};"
                    f" run pytest {session.page}",
                    session.page,
                    session.line,
                )
    found = {
        session.id: {"why": f"says nothing of Python {LANGUAGE}"}
        for session in sessions
        if not session.speaks_of(RELEASE)
    }
    for name, trouble in run(book, spoken, jobs).items():
        if trouble is not None:
            found[name] = {"why": cause(trouble), "at": trouble.source.partition("\n")[0]}
    return found


def cause(trouble: Trouble) -> str:
    """Why a step goes otherwise, for a person to read."""
    output = trouble.why or trouble.printed
    for sign, meaning in CAUSES.items():
        if sign in output:
            return meaning
    lines = [line for line in output.splitlines() if line and not line.startswith("[exit status")]
    last = lines[-1] if lines else "(nothing)"
    if last.startswith("ModuleNotFoundError: No module named "):
        return f"needs the module {last.split()[-1].strip(chr(39))}"
    return f"another output: {last}"


def differences(recorded: Elsewhere, found: Elsewhere) -> Iterator[str]:
    """A line for each session of which the file does not tell what was found."""
    for name in sorted(recorded.keys() | found.keys()):
        if name not in found:
            yield f"#{name} runs in the browser; {FILE.name} says it does not"
        elif name not in recorded:
            yield f"#{name} does not run in the browser: {found[name]['why']}"
        elif recorded[name] != found[name]:
            yield f"#{name}: {FILE.name} has {recorded[name]}; found {found[name]}"


def jobs_here() -> int:
    """How many sessions to run at a time: one for each core."""
    return os.cpu_count() or 1
