"""What a page needs to run its sessions in the reader's browser: a mark under each, and a script.

The mark is an element that shows nothing by itself; `run-button.js` makes it a button, so that a
page without that script has no button that does nothing. The words of the button and of the note
beside it stand at the top of that script.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element

from reloaded.book import Book
from reloaded.markdown.addresses import address, href
from reloaded.pyodide import published_scripts
from reloaded.pyodide.session_json import folder
from reloaded.session.model import Session

BUTTONS = "run-button.js"
"""What gives each mark its button."""

PLAYGROUND = "open-playground.js"
"""What makes the playground of a page."""


def buttons(book: Book, session: Session, page: Path) -> Element:
    """The element that becomes the buttons of a session.

    Args:
        book: whose session it is.
        session: one that is runnable.
        page: the Markdown file that shows it.

    Returns:
        An empty `session-run` element.
    """
    steps = address(book, folder(book) / f"{session.id}.json", page)
    return Element("session-run", {"data-claim": session.id, "data-steps": steps})


def script(book: Book, page: Path) -> Element:
    """What loads the script of the buttons."""
    source = href(book, published_scripts.folder(book) / BUTTONS, page)
    return Element("script", {"type": "module", "src": source})


def examples(book: Book, page: Path, runs: frozenset[str]) -> str:
    """The playground's script, and a template, which shows nothing by itself: what it offers.

    Where the book has none of the scripts, readers are told.

    Args:
        book: whose sessions they are.
        page: the Markdown file that offers them.
        runs: the ids of those that can.

    Returns:
        Every session that can run, none where the site has no interpreter for browsers.
    """
    if not published_scripts.folder(book).exists():
        return "<p>This build of the book came without Python for browsers.</p>"
    options = "".join(
        f'<optgroup label="{escape(title)}">{"".join(members)}</optgroup>'
        for title, group in groupby(choices(book, page, runs), key=lambda pair: pair[0])
        for members in [[option for _, option in group]]
    )
    template = f"<template>{options}</template>"
    source = href(book, published_scripts.folder(book) / PLAYGROUND, page)
    return (
        f'<div class="playground-examples" data-search-exclude>{template}</div>\n'
        f'<script type="module" src="{source}"></script>'
    )


def choices(book: Book, page: Path, runs: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the chapter and the option of each session that can run.

    Args:
        book: whose sessions they are.
        page: the Markdown file that offers them.
        runs: the ids of those that can.

    Yields:
        The chapter's title, and an `option` element.
    """
    for chapter in book.chapters():
        for session in chapter.sessions:
            if session.id in runs:
                steps = address(book, folder(book) / f"{session.id}.json", page)
                claim = escape(session.claim.replace("`", ""))
                yield chapter.title, f'<option value="{escape(steps)}">{claim}</option>'
