"""Asks of each page that is collected whether a build would refuse it; once for each text."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reloaded.book import Book
from reloaded.store.fingerprints import of_code
from reloaded.store.results import ResultStore

RENDERERS = ("markdown", "pymdown-extensions", "pygments", "mkdocs", "mkdocs-material", "pyyaml")
"""Who else has a say in what becomes of a page."""

CODE = (
    *("audit", "book.py", "errors.py", "exports", "files.py", "interpreters", "markdown"),
    *("pictures", "pyodide", "quiz", "session"),
)
"""All of our own code that the extension imports: any of it may refuse a page."""


def refuse_unseen(book: Book, path: Path, results: ResultStore) -> None:
    """Refuse a page that shows what is not run, or hides what is; see `check_page`.

    Args:
        book: whose page it is.
        path: the Markdown file.
        results: where it is remembered which pages have passed.

    Raises:
        PageError: with its line.
    """
    config = book.root / "mkdocs.yml"
    if not config.exists():
        return
    snippets = book.read(path).snippets
    parts = {
        "page": book.text(path),
        "name": book.name(path),
        "config": config.read_text(encoding="utf-8"),
        "snippets": {name: (book.snippets / name).read_text("utf-8") for name in snippets},
        "code": of_code(*CODE),
        "renderers": [installed(name) for name in RENDERERS],
    }
    if results.get("page", parts):
        return
    from reloaded.markdown.check_page import check_page  # noqa: PLC0415 - takes half a second

    check_page(book, path)
    results.put("page", parts, value=True)


def installed(name: str) -> str:
    """The version of a library; empty where it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
