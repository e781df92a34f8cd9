"""Refuses HTML of a page's author that passes itself off for a block that was run."""

from __future__ import annotations

from collections.abc import Collection
from html.parser import HTMLParser

from reloaded.errors import BookError
from reloaded.markdown.page_source import Prose

OURS = frozenset({"step", "proofs", "quiz", "memory-strip"})
"""The classes of what holds our code blocks."""

BADGE = "small"
"""The element that holds a badge in a list of claims: our own HTML, and never a block of code."""


class Forged(HTMLParser):
    """Reads HTML that an author has written.

    Args:
        prose: the lines of the page, to name one.
    """

    def __init__(self, prose: Prose) -> None:
        super().__init__(convert_charrefs=True)
        self.prose = prose

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Refuse a class of ours."""
        if tag != BADGE:
            refuse_forged(dict(attrs).get("class"), self.prose)


def refuse_forged(classes: str | None, prose: Prose) -> None:
    """Refuse the classes of an element, if one is that of a block that was run."""
    for name in OURS.intersection((classes or "").split()):
        fault = f"the class {name} is that of a block that is run; choose another"
        raise BookError(fault, prose.name, prose.has(rf"\b{name}\b"))


def check_written(blocks: Collection[str], prose: Prose) -> None:
    """Refuse raw HTML of a page that has a class of ours.

    Args:
        blocks: what Markdown has set aside, without what we have given it.
        prose: the lines of the page.

    Raises:
        BookError: with the line.
    """
    for block in blocks:
        reader = Forged(prose)
        reader.feed(block)
        reader.close()
