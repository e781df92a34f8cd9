"""How HTML of ours leads from one page of the built site to another, and to its files."""

from __future__ import annotations

import posixpath
import sys
from pathlib import Path

from reloaded.book import Book


def address(book: Book, target: Path, page: Path) -> str:
    """The relative URL of a file of the book, for a script of the page that reads it.

    Args:
        book: whose files they are.
        target: a page, or an asset below `docs/`.
        page: the Markdown file that names it.

    Returns:
        A URL for sites whose pages are folders (`use_directory_urls`, the builders' default).
    """
    return relative(book, target, folder(book, page))


def href(book: Book, target: Path, page: Path) -> str:
    """The relative URL of a file of the book, for an attribute `href` or `src`.

    MkDocs leaves these as they are. Zensical takes them for addresses from the folder of the
    Markdown file, in raw HTML too, and adds `../` where the page becomes a folder of its own.

    Args:
        book: whose files they are.
        target: a page, or an asset below `docs/`.
        page: the Markdown file that links to it.

    Returns:
        What becomes the URL of `address`.
    """
    if "zensical" not in sys.modules:
        return address(book, target, page)
    return relative(book, target, page.parent.relative_to(book.docs).as_posix())


def relative(book: Book, target: Path, start: str) -> str:
    """The way from a folder of the site to a file.

    Args:
        book: whose site it is.
        target: a page, or an asset below `docs/`.
        start: the folder, from the root of the site.

    Returns:
        A relative URL.
    """
    end = folder(book, target)
    found = posixpath.relpath("/" + end, "/" + start)
    return found if target.suffix != ".md" else found + "/"


def folder(book: Book, file: Path) -> str:
    """Where a file is on the site, from its root: of a page, the folder that it becomes."""
    path = file.relative_to(book.docs)
    if path.suffix != ".md":
        return path.as_posix()
    return (path.parent if path.stem == "index" else path.with_suffix("")).as_posix()
