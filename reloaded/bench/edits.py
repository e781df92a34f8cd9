"""Finds what a writer might save: a sentence of an average chapter, or a snippet on its page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import mean

from reloaded.bench.copied_book import chapters
from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.session.scan import RawFence, scan

SENTENCE = re.compile(r"[A-Z][\w ,']{30,}\.")
"""A line of prose without any mark, which one more word leaves as it is."""

numbers = count(1)


@dataclass(frozen=True)
class Edit:
    """A word that comes into a file, and so to a page.

    Attributes:
        file: what to save.
        at: the offset in its text at which a word is put in.
        before: what stands in front of the word.
        after: what stands behind it.
        page: the address of the page that shows it, relative to the site's.
    """

    file: Path
    at: int
    before: str
    after: str
    page: str

    def save(self) -> str:
        """Put a new word into the file; returns the word."""
        word = f"saved{next(numbers)}times"
        text = self.file.read_text(encoding="utf-8")
        text = text[: self.at] + self.before + word + self.after + text[self.at :]
        self.file.write_text(text, encoding="utf-8")
        return word


def average_chapter(book: Book) -> str:
    """The chapter whose length is nearest to the mean, relative to `docs/`."""
    sizes = {page: (book.docs / page).stat().st_size for page in chapters(book)}
    if not sizes:
        raise BookError("no page claims anything, so there is none to save", "docs")
    return min(sizes, key=lambda page: abs(sizes[page] - mean(sizes.values())))


def one_word(book: Book) -> Edit:
    """One more word in the first plain sentence of an average chapter."""
    page = average_chapter(book)
    text = (book.docs / page).read_text(encoding="utf-8")
    lines = text.split("\n")
    fences = [fence for fence in scan(lines, page) if isinstance(fence, RawFence)]
    fenced = {line for fence in fences for line in range(fence.line, fence.last + 1)}
    for number, line in enumerate(lines, 1):
        if number not in fenced and SENTENCE.fullmatch(line):
            at = sum(len(above) + 1 for above in lines[:number]) - 2  # before the full stop
            return Edit(book.docs / page, at, " ", "", address(page))
    raise BookError("has no sentence without a mark, to which a word could be added", page)


def one_comment(book: Book) -> Edit | None:
    """A comment at the end of a snippet of the same chapter; None where it embeds none.

    A session with a picture is left alone where there is another, since its drawing starts an
    interpreter.
    """
    page = average_chapter(book)
    chapter = book.read(book.docs / page)
    drawn = {session.id for session in chapter.sessions if session.picture}
    programs = sorted(snippet for snippet in chapter.snippets if snippet.endswith(".py"))
    if not programs:
        return None
    file = book.snippets / min(programs, key=lambda snippet: snippet.partition("/")[0] in drawn)
    at = len(file.read_text(encoding="utf-8"))
    return Edit(file, at, "# ", "\n", address(page))


def address(page: str) -> str:
    """The address of a page, relative to the site's."""
    path = page.removesuffix(".md")
    return "" if path == "index" else f"{path.removesuffix('/index')}/"
