"""Turns sessions into what the page's script and the worker can do, as JSON.

Each session has a file of its own, `docs/assets/sessions/ID.json`, which the script asks for at the
first Run. A page carries nothing but the marker `data-run="ID"` on the session's `div`: the steps
repeat what the page shows, and would double its weight for every reader who runs nothing.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reloaded.book import Book
from reloaded.session.model import (
    Command,
    Compared,
    DeleteFile,
    Prompt,
    SaveFile,
    Session,
    Step,
    Tree,
)

LANGUAGE = "3.14"
"""The Python that Pyodide is."""

RELEASE = "3.14.2"
"""Which release of it, as Pyodide's lock file says: gates may tell releases apart."""

KINDS = {Prompt: "type", Command: "command", Tree: "tree"}
"""What a step that is compared is called in JSON."""


def data(session: Session) -> dict[str, Any]:
    """A session as JSON can hold it.

    Returns:
        Its `id`, its `claim` (Markdown), the `probes` of its picture (a list of expressions, empty
        without a picture), and its `steps` on Python 3.14, in order. Each step has a `kind`: `save`
        (with `path`, `text`, `sameSecond`), `delete` (`path`), `type` or `command` (`source`,
        `expected`, `ellipsis`), or `tree` (`expected`); and `block`, the number of its code block
        among those of the session that do something, counted from 0.
    """
    blocks = [fence for fence in session.fences if fence.steps]
    steps = [
        {**deed, "block": number}
        for number, fence in enumerate(blocks)
        for step in fence.steps
        if step.gate.admits(RELEASE)
        for deed in deeds(step)
    ]
    probes = session.picture.text.splitlines() if session.picture else []
    return {"id": session.id, "claim": session.claim, "probes": probes, "steps": steps}


def deeds(step: Step) -> Iterator[dict[str, Any]]:
    """What a step is, as one thing or several."""
    match step:
        case SaveFile():
            yield {
                "kind": "save",
                "path": step.path,
                "text": step.text,
                "sameSecond": step.same_second,
            }
        case DeleteFile():
            yield from ({"kind": "delete", "path": path} for path in step.paths)
        case Compared():
            yield {
                "kind": KINDS[type(step)],
                "source": step.source,
                "expected": step.expected,
                "ellipsis": step.ellipsis,
            }


def folder(book: Book) -> Path:
    """Where the files of a book's sessions are."""
    return book.docs / "assets" / "sessions"


def write(book: Book, sessions: list[Session], elsewhere: dict[str, Any]) -> None:
    """Write a file for each session that runs in the browser, and delete those of others.

    A file that is right already is left alone: a builder that watches the folder would build again.

    Args:
        book: whose sessions they are.
        sessions: all of them.
        elsewhere: those that don't run in the browser, by id.
    """
    place = folder(book)
    place.mkdir(parents=True, exist_ok=True)
    files = {
        place / f"{session.id}.json": json.dumps(data(session), ensure_ascii=False) + "\n"
        for session in sessions
        if session.id not in elsewhere
    }
    for old in set(place.glob("*.json")) - files.keys():
        with contextlib.suppress(FileNotFoundError):  # another build may have been faster
            old.unlink()
    for file, text in files.items():
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
