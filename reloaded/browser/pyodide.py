"""Runs sessions in Pyodide under Node, by the worker that pages use."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reloaded.book import Book
from reloaded.browser import runtime
from reloaded.browser.node import node
from reloaded.browser.sessions import LANGUAGE
from reloaded.session.compare import difference
from reloaded.session.live import whole_lines
from reloaded.session.model import Command, Compared, DeleteFile, Prompt, SaveFile, Session, Step
from reloaded.session.tree import draw

DRIVER = Path(__file__).with_name("node.mjs")
SECONDS = 20.0
"""How long one step may take; in a browser on a busy machine some take one."""

Trouble = tuple[Step, str]
"""The first step that goes otherwise than on the page, and what came of it."""


def run(book: Book, sessions: Sequence[Session], jobs: int) -> Iterator[tuple[str, Trouble | None]]:
    """Run sessions, each in a fresh worker.

    Args:
        book: whose runtime and worker to use.
        sessions: what to run; a command of the shell ends a session, as there is no shell.
        jobs: how many run at a time.

    Yields:
        The id of each session as it ends, and its first trouble.
    """
    worker = book.docs / "assets" / "playground" / "worker.js"
    command = [str(node()), str(DRIVER), str(worker), str(runtime.folder(book))]
    asked = "".join(
        json.dumps({"key": session.id, "steps": list(requests(session))}) + "\n"
        for session in sessions
    )
    by_id = {session.id: session for session in sessions}
    done = subprocess.run(
        [*command, str(jobs), str(int(SECONDS * 1000))],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        yield answer["key"], first_trouble(by_id[answer["key"]], answer["outcomes"])


def steps_of(session: Session) -> list[Step]:
    """What is done of a session: all up to a command."""
    steps: list[Step] = []
    for step in session.steps_on(LANGUAGE):
        if isinstance(step, Command):
            break
        steps.append(step)
    return steps


def requests(session: Session) -> Iterator[dict[str, Any]]:
    """What the worker is asked, one message after the other."""
    for step in steps_of(session):
        match step:
            case SaveFile():
                yield {
                    "do": "save",
                    "path": step.path,
                    "text": step.text,
                    "sameSecond": step.same_second,
                }
            case DeleteFile():
                yield from ({"do": "delete", "path": path} for path in step.paths)
            case Prompt():
                yield {"do": "type", "source": step.source}
            case _:
                yield {"do": "paths"}


def first_trouble(session: Session, outcomes: list[dict[str, Any]]) -> Trouble | None:
    """Hold what came of each step against the page."""
    answers = iter(outcomes)
    exited = False
    for step in session.steps_on(LANGUAGE):
        if isinstance(step, Command):
            return step, "a command"
        if exited and isinstance(step, Prompt):
            return step, "a new interpreter"
        for outcome in [next(answers) for _ in getattr(step, "paths", [step])]:
            if "why" in outcome:
                return step, str(outcome["why"])
            exited = exited or outcome["exits"]
            if isinstance(step, Compared):
                printed = outcome["output"]
                if not isinstance(step, Prompt):
                    printed = draw(outcome["value"], step.expected)
                if difference(step, whole_lines(printed)):
                    return step, printed
    return None
