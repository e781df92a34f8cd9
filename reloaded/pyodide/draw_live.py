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


def draw(told: str) -> str:
    """Draw the strip of a session, as HTML.

    Args:
        told: a JSON object of the session's `claim` and its `steps`. Each has a `kind`, as in the
            file of a session, what belongs to it (`path`, `text`, `source`), what it `printed`, and
            what was `seen` then: a repr from `live_recorder.py`, or null.

    Raises:
        ValueError: labels contradict `is`; or what was seen is nothing that a recorder says, which
            a session can bring about, for it has its recorder in reach.
    """
    data = json.loads(told)
    steps = data["steps"]
    done = [step_of(line, one) for line, one in enumerate(steps)]
    fences = tuple(Fence(step.line, step.line, "", "", "", (step,)) for step in done)
    outcomes = tuple(Outcome(line, one["printed"]) for line, one in enumerate(steps))
    snapshots = tuple(
        snapshot(line, ast.literal_eval(one["seen"]))
        for line, one in enumerate(steps)
        if one["seen"]
    )
    recording = Recording(outcomes, snapshots)
    if recording.false:
        raise ValueError(f"labels contradict `is`: {recording.false[0]}")
    return figure(Session("", "", data["claim"], 0, fences), recording, FRAMES)


def step_of(line: int, one: dict[str, Any]) -> Step:
    """A step of JSON as the book's code has it."""
    match one["kind"]:
        case "save":
            return SaveFile(line, EVERYWHERE, one["path"], one["text"])
        case "delete":
            return DeleteFile(line, EVERYWHERE, (one["path"],))
        case "type":
            return Prompt(line, EVERYWHERE, one["source"], "")
        case "command":
            return Command(line, EVERYWHERE, one["source"], "")
        case kind:
            raise ValueError(f"no step is a {kind!r}")
