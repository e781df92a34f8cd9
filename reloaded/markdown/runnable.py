"""Prepares what pages need to run their sessions, and tells which of them can."""

from __future__ import annotations

from reloaded import files
from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.pyodide import published_scripts, runtime, session_json, unsupported


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
    return book.once(found)


def found(book: Book) -> frozenset[str]:
    """Bring everything up to date; nothing runs while a page is malformed, or without Pyodide."""
    sessions = []
    published_scripts.publish(book)  # without Pyodide, they tell why the playground is empty
    files.exists(runtime.folder(book) / "runtime.json")  # so that its loss is noticed
    if runtime.ensure(book):
        try:
            sessions = [session for chapter in book.chapters() for session in chapter.sessions]
        except BookError:  # the page's own turn to say so comes
            return frozenset()
    elsewhere = unsupported.load()
    session_json.write(book, sessions, elsewhere)
    return frozenset(session.id for session in sessions) - elsewhere.keys()
