"""The list of all claims of the book, as Markdown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reloaded.book import Book
from reloaded.markdown.badge import badge

MARKER = "<!-- all claims -->"
"""A line of a page that stands for the list."""


def claims(book: Book, page: Path) -> Iterator[str]:
    """Yield the lines of the list: a heading per chapter, and its claims with their badges.

    Args:
        book: whose claims to list.
        page: the file that the list stands in, so that its links start from there.
    """
    for path in book.pages():
        chapter = book.read(path)
        if not chapter.sessions or path == page:
            continue
        link = Path(os.path.relpath(path, page.parent)).as_posix()
        yield f"## [{chapter.title}]({link}) {{ .prose }}"
        yield ""
        for session in chapter.sessions:
            proved = badge(session, book.report)
            yield f"- [{session.claim}]({link}#{session.id})"
            yield f'  <small class="proofs" data-search-exclude>{proved}</small>'
        yield ""
    if book.whole_report.exists():
        link = Path(os.path.relpath(book.whole_report, page.parent)).as_posix()
        yield f"Every session, with what each interpreter printed, as data: [report.json]({link})."
