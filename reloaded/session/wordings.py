"""How people ask for a claim, and its answer in one sentence, as a page has them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reloaded.errors import BookError
from reloaded.session.model import Fence, Session, Wording

IN_SHORT = "**In short:** "
"""What the paragraph begins with that answers a claim's question in one sentence."""

LONGEST = 100
"""The most characters of a wording: people type few, and an error's text is cut."""

TELL = " | "
"""Separates a wording that other claims share from what tells this one apart."""


def wordings(section: Iterable[Fence], page: str) -> tuple[Wording, ...]:
    """Read the `asked` fences of a claim's section, a wording a line.

    Args:
        section: the claim's fences.
        page: what errors call the page.

    Raises:
        BookError: a fence is empty, or a line is no wording.
    """
    found: list[Wording] = []
    for fence in (fence for fence in section if fence.language == "asked"):
        if not fence.text.strip():
            raise BookError("nobody asks anything here; write a wording a line", page, fence.line)
        for number, line in enumerate(fence.text.splitlines(), fence.line + 1):
            said, _, tell = line.partition(TELL)
            if said != " ".join(said.split()) or not re.search(r"\w\w", said):
                raise BookError(
                    "a wording is a few words, such as: my change is not picked up", page, number
                )
            if len(said) > LONGEST:
                raise BookError(
                    f"{len(said)} characters; people type less: cut it to {LONGEST}", page, number
                )
            found.append(Wording(number, said, tell.strip()))
    return tuple(found)


def in_short(lines: list[str], page: str, heading: int) -> str:
    """Read a claim's answer in one sentence; empty where its section begins otherwise.

    Args:
        lines: of the page, from the one below the claim's heading.
        page: what errors call the page.
        heading: the heading's line, counted from 1.

    Returns:
        One line of Markdown, without its label.

    Raises:
        BookError: the answer is written in a way that would not be found.
    """
    below = [line.strip() for line in lines]
    start = next((number for number, line in enumerate(below) if line), len(below))
    if start == len(below) or not re.match(r"\W*in short\b", below[start], re.IGNORECASE):
        return ""
    if not below[start].startswith(IN_SHORT):
        raise BookError(
            f"begin the claim's answer with {IN_SHORT.strip()}", page, heading + start + 1
        )
    end = below.index("", start) if "" in below[start:] else len(below)
    return " ".join(below[start:end]).removeprefix(IN_SHORT)


def refuse_shared(sessions: Iterable[Session]) -> None:
    """Refuse a wording that leads to two claims without saying how to choose.

    Args:
        sessions: those of a page, or of a book.

    Raises:
        BookError: at the second of two lines that are alike, of which one has no tell.
    """
    met: dict[str, tuple[Session, Wording]] = {}
    for session in sessions:
        for wording in session.asked:
            key = wording.text.casefold()
            if key in met:
                other, earlier = met[key]
                if other.id == session.id or not (wording.tell and earlier.tell):
                    raise BookError(
                        f"{other.page}:{earlier.line} has this wording too; delete one, or say on"
                        f' both lines what tells the claims apart: "{wording.text}{TELL}when …"',
                        session.page,
                        wording.line,
                    )
            met[key] = session, wording
