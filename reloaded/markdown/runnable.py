"""Prepares what pages need to run their sessions, and tells which of them can."""

from __future__ import annotations

from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.pyodide import runtime, session_json, unsupported

known: dict[Book, tuple[object, frozenset[str]]] = {}
"""By book: what its files were when it was last looked at, and what was found then."""


def runnable(book: Book) -> frozenset[str]:
    """The ids of the sessions that have a Run button.

    Fetches Pyodide at the first call, and writes the sessions' files where a page or snippet has
    changed. It is called before a builder lists the book's files, so that it copies these too:
    builders make their Markdown, extensions and all, when they read their configuration.

    Args:
        book: whose sessions they are.

    Raises:
        BookError: Pyodide could be fetched, but is not what it should be.
    """
    now = state(book)
    if book not in known or known[book][0] != now:
        known[book] = now, found(book)
    return known[book][1]


def state(book: Book) -> object:
    """What changes when any file does that decides about the sessions."""
    made = runtime.folder(book) / "runtime.json"
    listed = unsupported.FILE.stat().st_mtime_ns if unsupported.FILE.exists() else 0
    return made.exists(), listed, book.state()


def found(book: Book) -> frozenset[str]:
    """Bring everything up to date; nothing runs while a page is malformed, or without Pyodide."""
    own = []
    if runtime.ensure(book):
        try:
            own = [session for chapter in book.chapters() for session in chapter.sessions]
        except BookError:  # the page's own turn to say so comes
            return frozenset()
    elsewhere = unsupported.load()
    session_json.write(book, own, elsewhere)
    return frozenset(session.id for session in own) - elsewhere.keys()
