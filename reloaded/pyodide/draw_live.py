"""Draws what a live session's recorder has seen, by the code that draws the pictures of the book.

It is imported inside Pyodide, in a worker that has no session: what it loads disturbs nobody.
"""

from __future__ import annotations

import ast
import json
from typing import Any

from reloaded.interpreters.gates import EVERYWHERE
from reloaded.pictures.model import Recording, snapshot
from reloaded.pictures.strip import figure
from reloaded.session.model import (
    Command,
    DeleteFile,
    Fence,
    Outcome,
    Prompt,
    SaveFile,
    Session,
    Step,
)

FRAMES = 12
"""How many frames of a strip are drawn: the last ones."""


def draw(recorded: str) -> str:
    """Draw the strip of a session, as HTML.

    Args:
        recorded: a JSON object of the session's `claim` and its `steps`. Each has a `kind`, as in
            the file of a session, what belongs to it (`path`, `text`, `source`), what it `printed`,
            and what was `seen` then: a repr from `live_recorder.py`, or null.

    Raises:
        ValueError: labels contradict `is`; or what was seen is nothing that a recorder says, which
            a session can bring about, for it has its recorder in reach.
    """
    data = json.loads(recorded)
    steps = data["steps"]
    done = [step_of(line, step) for line, step in enumerate(steps)]
    fences = tuple(Fence(step.line, step.line, "", "", "", (step,)) for step in done)
    outcomes = tuple(Outcome(line, step["printed"]) for line, step in enumerate(steps))
    snapshots = tuple(
        snapshot(line, ast.literal_eval(step["seen"]))
        for line, step in enumerate(steps)
        if step["seen"]
    )
    recording = Recording(outcomes, snapshots)
    if recording.false:
        raise ValueError(f"labels contradict `is`: {recording.false[0]}")
    return figure(Session("", "", data["claim"], 0, fences), recording, FRAMES)


def step_of(line: int, step: dict[str, Any]) -> Step:
    """A step of JSON as the book's code has it."""
    match step["kind"]:
        case "save":
            return SaveFile(line, EVERYWHERE, step["path"], step["text"])
        case "delete":
            return DeleteFile(line, EVERYWHERE, (step["path"],))
        case "type":
            return Prompt(line, EVERYWHERE, step["source"], "")
        case "command":
            return Command(line, EVERYWHERE, step["source"], "")
        case kind:
            raise ValueError(f"no step is a {kind!r}")
