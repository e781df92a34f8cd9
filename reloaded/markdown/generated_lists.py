"""Lists that span the book, as Markdown: claims, error messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from reloaded.book import Book
from reloaded.exports.file_names import NAMES, file_name
from reloaded.interpreters.gates import spelled
from reloaded.markdown.addresses import href
from reloaded.markdown.printed_errors import printed_in
from reloaded.markdown.proved_on import badge
from reloaded.session.model import Chapter, Compared, Session


def all_claims(book: Book, page: Path) -> Iterator[str]:
    """Yield a heading per chapter, and its claims with their badges."""
    for there, chapter in places(book, page):
        yield f"## {link(chapter.title, there)} {{ .prose }}"
        yield ""
        for session in chapter.sessions:
            proved = badge(session, book.report)
            yield f"- {link(session.claim, f'{there}#{session.id}')}"
            yield f'  <small class="proofs" data-search-exclude>{proved}</small>'
        yield ""
    if book.whole_report.exists():
        there = href(book, book.whole_report, page)
        yield link("Every session, and what each interpreter printed, as data (JSON)", there)


def all_messages(book: Book, page: Path) -> Iterator[str]:
    """Yield a heading per exception, and its messages with the claims that show them."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for there, chapter in places(book, page):
        for session in chapter.sessions:
            for kind, text, versions in raised_in(session):
                shown = f"{code(text)}{versions}<br>"
                found.setdefault(kind, set()).add((shown, session.claim, f"{there}#{session.id}"))
    for kind in sorted(found, key=str.lower):
        yield f"## `{kind}` {{ .prose }}"
        yield ""
        for shown, claim, where in sorted(found[kind]):
            yield f"- {shown}{link(claim, where)}"
        yield ""


def raised_in(session: Session) -> Iterator[tuple[str, str, str]]:
    """Yield each message that a session prints: its exception, its words, and on which versions."""
    for step in session.steps:
        if isinstance(step, Compared):
            versions = f" ({spelled([step.gate])})" if step.gate else ""
            for kind, text in printed_in(step.expected):
                yield kind, text, versions


def code(text: str) -> str:
    """A span of code, whatever stands in it."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def exports(book: Book, page: Path) -> Iterator[str]:
    """Yield a link to each file that holds the bank for another program."""
    for name, (_, description) in NAMES.items():
        file = book.docs / "quiz" / "exports" / file_name(book.title, name)
        if file.exists():
            yield f"- {link(description, href(book, file, page))}"


LISTS: dict[str, Callable[[Book, Path], Iterator[str]]] = {
    "<!-- all claims -->": all_claims,
    "<!-- all error messages -->": all_messages,
    "<!-- exports -->": exports,
}
"""By the line of a page that stands for it: a list."""


def listed(book: Book, page: Path, lines: list[str]) -> Iterator[str]:
    """Yield the lines of a page, with each list in the place of its marker.

    Args:
        book: whose lists they are.
        page: the file that the lines come from, so that links start from there.
        lines: the page's lines.

    Yields:
        Lines of Markdown.
    """
    for line in lines:
        if line in LISTS:
            yield from LISTS[line](book, page)
        else:
            yield line


def places(book: Book, page: Path) -> Iterator[tuple[str, Chapter]]:
    """Yield the chapters that prove something, in reading order, each with the link to it."""
    for path in book.pages():
        if (chapter := book.read(path)).sessions:
            yield href(book, path, page), chapter


def link(text: str, there: str) -> str:
    """A link, with Markdown as its text."""
    return f'<a href="{there}">{text}</a>'
