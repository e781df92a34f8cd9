"""Runs sessions in Pyodide under Node, by the worker that pages use."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reloaded.book import Book
from reloaded.pyodide import published_scripts, runtime
from reloaded.pyodide.find_node import node
from reloaded.pyodide.session_json import RELEASE, data
from reloaded.session.compare import difference
from reloaded.session.draw_tree import draw
from reloaded.session.live_prompt import whole_lines
from reloaded.session.model import Compared, DeleteFile, Session, Step, Tree

DRIVER = Path(__file__).with_name("run_sessions.mjs")
STEP_SECONDS = 20.0
"""How long one step may take; on a busy machine an import takes one."""


@dataclass(frozen=True)
class Trouble:
    """The first step that goes otherwise than on the page.

    Attributes:
        source: what was typed or done.
        printed: what that printed.
        why: what the worker says of it, where it could not do it.
    """

    source: str
    printed: str = ""
    why: str = ""


def run(book: Book, sessions: Sequence[Session], jobs: int) -> dict[str, Trouble | None]:
    """Run sessions, each in fresh workers.

    Args:
        book: whose runtime and worker to use.
        sessions: what to run.
        jobs: how many run at a time.

    Returns:
        By id of the session: its first trouble, or None where all is as on the page.
    """
    answers = outcomes(book, {session.id: data(session)["steps"] for session in sessions}, jobs)
    return {session.id: first_trouble(session, answers[session.id]) for session in sessions}


def outcomes(
    book: Book, asked: Mapping[str, list[Any]], jobs: int = 1, seconds: float = STEP_SECONDS
) -> dict[str, list[Any]]:
    """Do steps in workers.

    Args:
        book: whose runtime and worker to use.
        asked: by a key, steps as in the JSON of a session.
        jobs: how many run at a time.
        seconds: how long each step may take.

    Returns:
        By key: of each step `output`, `exits` and `value`, or `why` for the first that could not
        be done, and no more.
    """
    worker = published_scripts.publish(book) / "worker.js"
    command = [str(node()), str(DRIVER), str(worker), str(runtime.folder(book))]
    done = subprocess.run(
        [*command, str(jobs), str(int(seconds * 1000))],
        input="".join(
            json.dumps({"key": key, "steps": steps}) + "\n" for key, steps in asked.items()
        ),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {
        answer["key"]: answer["outcomes"] for answer in map(json.loads, done.stdout.splitlines())
    }


def first_trouble(session: Session, came: list[dict[str, Any]]) -> Trouble | None:
    """Hold what came of each step against the page."""
    for step, outcome in zip(done_one_by_one(session), came, strict=False):
        if "why" in outcome:
            return Trouble(getattr(step, "source", ""), why=str(outcome["why"]))
        if isinstance(step, Compared):
            printed = str(outcome["output"])
            if isinstance(step, Tree):
                printed = draw(outcome["value"], step.expected)
            if difference(step, whole_lines(printed)):
                return Trouble(step.source, printed)
    return None


def done_one_by_one(session: Session) -> Iterator[Step]:
    """The steps, one for each file that is deleted: as in the session's JSON."""
    for step in session.steps_on(RELEASE):
        yield from [step] * (len(step.paths) if isinstance(step, DeleteFile) else 1)
