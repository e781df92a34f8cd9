"""Renders the fences of a page as sessions, and puts a badge under each.

Nothing here depends on the builder, which is why it is a Python-Markdown extension and neither a
hook nor a plug-in: MkDocs, ProperDocs and Zensical run it alike.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from markdown import Markdown
from markdown.extensions import Extension

from reloaded.ask import index
from reloaded.book import ROOT, Book
from reloaded.errors import BookError
from reloaded.markdown.fence_preprocessor import FencePreprocessor
from reloaded.markdown.last_look import look_at_finished_page
from reloaded.markdown.runnable import runnable
from reloaded.markdown.session_treeprocessor import SessionTreeprocessor


class SessionExtension(Extension):
    """Shows the fences of a page as sessions.

    Options:
        root: the book's folder; the checkout that this package is installed from, unless given.
        playground: whether sessions can be run in the page, by the scripts of `reloaded/theme`;
            fetches Pyodide.
        ask: whether pages have a box to ask the book in.
    """

    def __init__(self, **options: object) -> None:
        self.config = {
            "root": [str(ROOT), "the book's folder"],
            "playground": [False, "whether sessions can be run in the page"],
            "ask": [False, "whether pages have a box to ask the book in"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors.

        The first has to run after white space is normalised (30), which would remove its
        placeholders, and before fences are rendered by others (25); the second after `attr_list`
        (8), which gives headings their ids; the last two when the tree is whole (the table of
        contents renders each heading before, by all postprocessors), and when the HTML is.
        """
        book = Book(Path(self.getConfig("root")))
        runs = runnable(book) if self.getConfig("playground") else frozenset[str]()
        if self.getConfig("ask"):
            with suppress(BookError):  # a malformed page says so in its turn
                index.publish(book)
        fences = FencePreprocessor(md, book, runs)
        md.preprocessors.register(fences, "reloaded-fences", 28)
        md.treeprocessors.register(SessionTreeprocessor(md, fences), "reloaded-sessions", 6)
        look_at_finished_page(md, fences)
