"""Tells which files of a session are saved again, and what each save changes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from reloaded.session.model import DeleteFile, SaveFile, Session


def earlier_texts(session: Session) -> dict[SaveFile, str]:
    """For each save that is an edit, the text that it replaces.

    In tabs, alternatives for several Pythons follow each other: what counts is the last save of
    the same file that a Python of this save has seen.
    """
    earlier: dict[SaveFile, str] = {}
    saved: dict[str, list[SaveFile]] = {}
    for step in session.steps:
        if isinstance(step, DeleteFile):
            for path in step.paths:
                saved.pop(path, None)
        elif isinstance(step, SaveFile):
            for save in reversed(saved.setdefault(step.path, [])):
                if step.gate.meets(save.gate):
                    earlier[step] = save.text
                    break
            saved[step.path].append(step)
    return earlier


def changes(old: str, new: str) -> Iterator[tuple[str, int]]:
    """Compare two versions of a file, line by line.

    Yields:
        A mark and an index: `("+", i)` for line `i` of the new text that the old one lacks,
        `("-", i)` for line `i` of the old text that is gone, `(" ", i)` for line `i` of the new
        text that stands in both. Removed lines come before what replaces them.
    """
    before, after = old.splitlines(), new.splitlines()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            yield from ((" ", index) for index in range(first, last))
        else:
            yield from (("-", index) for index in range(start, end))
            yield from (("+", index) for index in range(first, last))
