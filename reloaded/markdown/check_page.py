"""Renders a page for its checks alone, so that a test run refuses what a build would refuse.

Nothing is drawn, asked or looked up: each fence is an empty block. What is left is the question
which of its claims and fences a reader would see.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from reloaded.book import Book
from reloaded.markdown.fence_preprocessor import FencePreprocessor
from reloaded.markdown.last_look import look_at_finished_page
from reloaded.markdown.page_errors import page_errors
from reloaded.markdown.page_source import Source
from reloaded.markdown.session_treeprocessor import TreeChecks
from reloaded.session.chapter import parse_chapter
from reloaded.session.model import Chapter
from reloaded.session.scan import front_matter

ITSELF = "reloaded.markdown"
"""The name of the extension that this one stands in for."""


def check_page(book: Book, path: Path) -> None:
    """Refuse a page that shows what is not run, or hides what is.

    Args:
        book: whose page it is; one without `mkdocs.yml` is built by nothing, and passes.
        path: the Markdown file.

    Raises:
        PageError: with its line.
    """
    if not book.config():
        return
    name = book.name(path)
    lines = book.text(path).split("\n")
    offset = front_matter(lines)
    source = Source("\n".join(lines), name, path, offset)
    text = "\n".join(lines[offset:])
    names, options = extensions(book)
    Markdown(extensions=[*names, Checks(book, source)], extension_configs=options).convert(text)


def extensions(book: Book) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """The Markdown extensions of a book but ours, as its builders name them, with their options."""
    listed = book.config().get("markdown_extensions") or []
    options: dict[str, dict[str, Any]] = {"toc": {}, "tables": {}}  # the builders' own
    for extension in listed:
        options |= extension if isinstance(extension, dict) else {extension: {}}
    options.pop(ITSELF, None)
    return list(options), options


class Checks(Extension):
    """Stands in for the extension of the book.

    Args:
        book: whose page it is.
        source: the page.
    """

    def __init__(self, book: Book, source: Source) -> None:
        super().__init__()
        self.book = book
        self.source = source

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors, where those of the book's extension are."""
        fences = EmptyFences(md, self.book, self.source)
        md.preprocessors.register(fences, "reloaded-fences", 28)
        md.treeprocessors.register(TreeChecks(md, fences), "reloaded-sessions", 6)
        look_at_finished_page(md, fences)


class EmptyFences(FencePreprocessor):
    """Replaces each fence of a page by an empty block.

    Args:
        md: what renders the page.
        book: whose page it is.
        source: the page.
    """

    def __init__(self, md: Markdown, book: Book, source: Source) -> None:
        super().__init__(md, book, frozenset())
        self.source = source

    def run(self, lines: list[str]) -> list[str]:
        """Read the page, and put the blocks in their places."""
        with page_errors(self):
            chapter = parse_chapter(self.source.text, self.book.snippets, self.source.name)
            self.chapter = chapter
            return self.rendered(lines, self.source, chapter)

    def blocks(self, source: Source, chapter: Chapter) -> Iterator[str]:
        """Yield an empty block a fence; refuse a question that the bank doesn't have."""
        for fence in chapter.fences:
            if fence.language == "quiz":
                self.asked(fence, source)
            yield '<div class="step"></div>'
