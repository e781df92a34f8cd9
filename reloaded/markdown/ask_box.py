"""The place of the box in a page, which its script fills."""

from __future__ import annotations

from html import escape
from pathlib import Path

from reloaded.ask import index
from reloaded.book import Book
from reloaded.markdown.addresses import address, href

ASK = "<!-- ask -->"
"""The line of a page that stands for the box."""

SCRIPT = "box.js"
"""What fills it."""


def box(book: Book, page: Path) -> str:
    """The box and its script; a sentence for readers without scripts stands in it.

    Args:
        book: what is asked.
        page: the Markdown file that has the box.
    """
    root = address(book, book.docs / "index.md", page).rstrip("/") + "/"
    source = href(book, index.folder(book) / SCRIPT, page)
    return (
        f'<div class="ask" data-search-exclude><ask-box data-root="{escape(root)}">'
        "<p>To ask here needs JavaScript; the lists of claims and messages do without.</p>"
        f'</ask-box></div>\n<script type="module" src="{escape(source)}"></script>'
    )
