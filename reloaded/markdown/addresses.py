"""How a page of the built site links to what the builder does not see, such as raw HTML."""

from __future__ import annotations

import posixpath
from pathlib import Path

from reloaded.book import Book


def address(book: Book, target: Path, page: Path) -> str:
    """The relative URL of a file of the book, from the page where a link stands.

    Args:
        book: whose files they are.
        target: a page, or an asset below `docs/`.
        page: the Markdown file with the link.

    Returns:
        A URL for sites whose pages are folders (`use_directory_urls`, the builders' default).
    """
    start, end = folder(book, page), folder(book, target)
    found = posixpath.relpath("/" + end, "/" + start)
    return found if target.suffix != ".md" else found + "/"


def folder(book: Book, file: Path) -> str:
    """Where a file is on the site, from its root: of a page, the folder that it becomes."""
    path = file.relative_to(book.docs)
    if path.suffix != ".md":
        return path.as_posix()
    return (path.parent if path.stem == "index" else path.with_suffix("")).as_posix()
