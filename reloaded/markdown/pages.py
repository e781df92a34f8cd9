"""Finds the file that a builder's text comes from, since no builder tells an extension."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reloaded.book import Book
from reloaded.session.chapter import read_text
from reloaded.session.scan import front_matter


@dataclass(frozen=True)
class Source:
    """Where a builder's lines come from.

    Attributes:
        text: the whole page, as it is on disk.
        name: what messages call the page.
        path: the file; None where the text comes from none that the book has.
        offset: how many lines of the file stand before the builder's first one.
    """

    text: str
    name: str
    path: Path | None
    offset: int


def locate(book: Book, lines: list[str]) -> Source:
    """Find the page that ends in the given lines and has nothing but front matter before them.

    Args:
        book: whose pages to search.
        lines: the page as an extension gets it, without front matter; its white space at the ends
            of lines may be gone.
    """
    wanted = trimmed(lines)
    for path in sorted(book.docs.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        found = trimmed(text.split("\n"))
        offset = len(found) - len(wanted)
        above = found[: max(offset, 0)]
        if found[offset:] == wanted and not any(above[front_matter(found) :]):
            name = book.name(path)
            return Source(read_text(path, name), name, path, offset)
    return Source("\n".join(lines), "(a text that is no page)", None, 0)


def trimmed(lines: list[str]) -> list[str]:
    """The lines without blanks at their ends, and without blank lines at the end of all."""
    result = [line.rstrip() for line in lines]
    while result and not result[-1]:
        result.pop()
    return result
