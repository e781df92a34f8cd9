"""Finds the file that a builder's text comes from, and its lines; no builder tells an extension."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from reloaded import files
from reloaded.book import Book
from reloaded.session.model import Chapter
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


STASHED = re.compile("\x02wzxhzdk:([0-9]+)\x03")
"""Python-Markdown's placeholder for finished HTML (markdown/util.py, `HTML_PLACEHOLDER`)."""


@dataclass(frozen=True)
class Prose:
    """The lines of a page that stand in no fence and no comment, to find a text's line again.

    Attributes:
        name: of the page.
        lines: each with its number, counted from 1.
    """

    name: str
    lines: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, source: Source, chapter: Chapter) -> Prose:
        """The prose of a page."""
        fenced = {line for fence in chapter.fences for line in range(fence.line, fence.last + 1)}
        text = re.sub(
            r"<!--.*?-->", lambda found: "\n" * found[0].count("\n"), source.text, flags=re.DOTALL
        )
        lines = enumerate(text.split("\n"), 1)
        return cls(source.name, tuple((at, line) for at, line in lines if at not in fenced))

    def begins(self, text: str) -> int:
        """The line that a text comes from, as well as one can tell; else the first."""
        wanted, first = words_of(text), next(iter(text.strip().splitlines()), "").strip()
        for number, line in self.lines:
            words = words_of(plain(line))
            if (line.strip() and plain(line).strip() == first) or (
                words and not line.startswith("#") and words == wanted[: len(words)]
            ):
                return number
        return self.has(re.escape(first)) if first else 1

    def has(self, pattern: str) -> int:
        """The last line in which a pattern is found; else the first."""
        wanted = re.compile(pattern, re.IGNORECASE)
        found = [number for number, line in self.lines if wanted.search(line)]
        found = found or [number for number, line in self.lines if wanted.search(plain(line))]
        return found[-1] if found else 1


def plain(line: str) -> str:
    """A line as a reader sees it: what stands for a character is that character."""
    return re.sub(r"\\([^\w\s])", r"\1", unescape(line))


def words_of(text: str) -> list[str]:
    """What stands in a text besides marks and placeholders."""
    return re.findall(r"\w+", STASHED.sub(" ", text))


def locate(book: Book, lines: list[str]) -> Source:
    """Find the page that ends in the given lines and has nothing but front matter before them.

    Args:
        book: whose pages to search.
        lines: the page as an extension gets it, without front matter; its white space at the ends
            of lines may be gone.

    Raises:
        BookError: the page can't be read, or no page ends so because another can't.
    """
    wanted = trimmed(lines)
    for path, found in book.once(pages_by_ending).get(ending(wanted), ()):
        offset = len(found) - len(wanted)
        above = found[: max(offset, 0)]
        if found[offset:] == wanted and not any(above[front_matter(found) :]):
            return Source(book.text(path), book.name(path), path, offset)
    for path in files.below(book.docs, ".md"):
        book.text(path)  # the page that its builder has read differently says so
    return Source("\n".join(lines), "(a text that is no page)", None, 0)


def pages_by_ending(book: Book) -> dict[str, list[tuple[Path, list[str]]]]:
    """Sort the pages of a book by their last lines, each with its text as `trimmed`."""
    pages: dict[str, list[tuple[Path, list[str]]]] = {}
    for path in files.below(book.docs, ".md"):
        lines = trimmed(files.read(path).decode(errors="replace").split("\n"))
        pages.setdefault(ending(lines), []).append((path, lines))
    return pages


def ending(lines: list[str]) -> str:
    """The last line of a page."""
    return lines[-1] if lines else ""


def trimmed(lines: list[str]) -> list[str]:
    """The lines without blanks at their ends, and without blank lines at the end of all."""
    result = [line.rstrip() for line in lines]
    while result and not result[-1]:
        result.pop()
    return result
