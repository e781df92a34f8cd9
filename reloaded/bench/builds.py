"""What is measured of a build: each time in a fresh copy of the book, by one of two builders."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from reloaded.bench.children import Spent, run
from reloaded.bench.copied_book import copy_book
from reloaded.bench.edits import one_comment, one_word
from reloaded.bench.mkdocs_yml import plain
from reloaded.bench.serving import Rebuilt, serve
from reloaded.book import Book

OURS, PLAIN = "the book", "plain Material"
CONFIGS = {OURS: "mkdocs.yml", PLAIN: "plain.yml"}
"""By builder: its configuration, in the folder of a copied book."""

COLLECT = ("pytest", "--collect-only", "-q", "-p", "reloaded.testing.plugin", "-p", "no:randomly")


def warm_up(book: Book) -> None:
    """Build a book once where it is, and once by Material alone.

    Then what copies share is there: all bytecode, the Python for the page, and the recordings that
    pictures are drawn from, which a test run leaves too.
    """
    with tempfile.TemporaryDirectory(prefix="reloaded-") as scratch:
        run(("mkdocs", "build", "-d", str(Path(scratch, "site"))), book.root)
    build(PLAIN, book)


def build(builder: str, book: Book, times: int = 1) -> Spent:
    """Build a fresh copy of a book, in which each chapter stands so many times.

    Args:
        builder: a key of `CONFIGS`.
        book: what to copy.
        times: how many times the copy has each chapter.

    Returns:
        What the build took, without the copying.
    """
    with tempfile.TemporaryDirectory(prefix="reloaded-") as scratch:
        copied = both_ways(book, Path(scratch, "book"), times)
        site = str(Path(scratch, "site"))
        return run(("mkdocs", "build", "-f", CONFIGS[builder], "-d", site), copied.root)


def collect(book: Book, times: int) -> Spent:
    """Collect the tests of a fresh copy of a book, and run none."""
    with tempfile.TemporaryDirectory(prefix="reloaded-") as scratch:
        copied = both_ways(book, Path(scratch, "book"), times)
        folders = [folder.name for folder in (copied.docs, copied.quizzes) if folder.exists()]
        return run((*COLLECT, "--rootdir", str(copied.root), *folders), copied.root)


def rebuilds(book: Book, builder: str) -> Iterator[tuple[str, Rebuilt]]:
    """Yield what each edit takes, in a fresh copy of a book that is served."""
    with tempfile.TemporaryDirectory(prefix="reloaded-") as scratch:
        copied = both_ways(book, Path(scratch, "book"))
        with serve(copied, CONFIGS[builder]) as server:
            server.settle()
            yield f"{builder}, a word", server.rebuilt(one_word(copied))
            comment = one_comment(copied)
            if builder == OURS and comment:
                server.settle()
                yield f"{builder}, a snippet", server.rebuilt(comment)


def both_ways(book: Book, folder: Path, times: int = 1) -> Book:
    """A copy of a book with the configuration of each builder.

    Args:
        book: what to copy.
        folder: where to; it is made.
        times: how many times the copy has each chapter.

    Returns:
        The copy; its root has a file for each of `CONFIGS`.
    """
    copied = copy_book(book, folder, times)
    config = (copied.root / CONFIGS[OURS]).read_text(encoding="utf-8")
    (copied.root / CONFIGS[PLAIN]).write_text(plain(config), encoding="utf-8")
    return copied
