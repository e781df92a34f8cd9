"""Elements of a page that a script makes something of, and the scripts that are loaded for them.

An author writes the marker of an element, such as `<!-- exam -->`, in a line of its own. Without
JavaScript, readers see what stands in the element.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from reloaded.book import Book
from reloaded.exports.file_names import slug
from reloaded.interpreters.gates import SUPPORTED
from reloaded.markdown.addresses import address, href
from reloaded.pyodide import published_scripts

VERSIONS = "versions.js"
"""What makes the choice of two versions."""

QUESTIONS = "quiz.js"
"""What marks questions."""

QUIZ_PAGES = "quiz-pages.js"
"""What makes the exam and the overview."""

UNLISTED = "unlisted.js"
"""What lets a reader run an answer that is in no list: a script of the playground."""

BANK = "quiz/bank.md"
"""The page that lists every question; the exam and the overview draw from it."""


def script(book: Book, page: Path, name: str) -> str:
    """What loads a script.

    Args:
        book: whose page it is; a browser keeps the answers to each book's questions apart.
        page: the Markdown file that wants it.
        name: of the script.

    Returns:
        A `script` element, which says too which book it is and what it may load later.
    """
    source = href(book, book.docs / "assets" / name, page)
    unlisted = address(book, published_scripts.folder(book) / UNLISTED, page)
    return (
        f'<script type="module" src="{source}" data-book="{slug(book.title)}"'
        f' data-unlisted="{unlisted}"></script>'
    )


def exam(book: Book, page: Path) -> str:
    """Questions drawn from the whole book."""
    bank = escape(href(book, book.docs / BANK, page))
    return (
        f'<quiz-exam><p>The exam needs JavaScript. Without it, take <a href="{bank}">the list of'
        " all questions</a>: each leads to its chapter, where its answer can be unfolded.</p>"
        f"</quiz-exam>{script(book, page, QUIZ_PAGES)}"
    )


def overview(book: Book, page: Path) -> str:
    """What a reader has answered, and what is due."""
    return (
        "<quiz-overview><p>With JavaScript, this page shows what you have answered, what is due"
        " again, and lets you export, import or reset it.</p>"
        f"</quiz-overview>{script(book, page, QUIZ_PAGES)}"
    )


def version_chooser(book: Book, page: Path) -> str:
    """A choice of two versions, which hides what changed at no version between them."""
    return (
        f'<version-chooser data-versions="{" ".join(SUPPORTED)}"><p>With JavaScript, you can choose'
        " two versions here and see only what changed between them.</p></version-chooser>"
        f"{script(book, page, VERSIONS)}"
    )


ELEMENTS: dict[str, Callable[[Book, Path], str]] = {
    "<!-- exam -->": exam,
    "<!-- overview -->": overview,
    "<!-- version chooser -->": version_chooser,
}
"""By the line of a page that stands for it: an element, as HTML."""
