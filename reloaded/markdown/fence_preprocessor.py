"""Replaces the fences of a page by HTML, and the lines that stand for a list by that list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from reloaded.audit.ledger import Ledger
from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.interpreters.gates import spelled
from reloaded.markdown.ask_box import ASK, box
from reloaded.markdown.evidence_fold import grounds
from reloaded.markdown.fence_html import render
from reloaded.markdown.generated_lists import listed
from reloaded.markdown.page_errors import page_errors
from reloaded.markdown.page_source import Source, locate
from reloaded.markdown.pictures import picture
from reloaded.markdown.question_html import PageQuestions
from reloaded.markdown.question_index import CHECK_YOURSELF, at_the_end, index
from reloaded.markdown.run_buttons import examples
from reloaded.markdown.script_elements import ELEMENTS
from reloaded.quiz.bank import Bank
from reloaded.session.chapter import gated_groups, parse_chapter
from reloaded.session.edits import earlier_texts
from reloaded.session.model import Chapter, Fence

ALL_QUESTIONS = "<!-- all questions -->"
"""The line of a page that stands for the index of the bank."""

ALL_EXAMPLES = "<!-- all examples -->"
"""The line of a page that stands for the sessions that can run in it."""

CLOSING = re.compile(r"## Sources \{")
"""The heading behind the questions of a chapter."""


class FencePreprocessor(Preprocessor):
    """Replaces each fence of a page by its HTML, and each marker by its list.

    Args:
        md: what renders the page.
        book: whose pages are rendered.
        runs: the ids of the sessions that can be run in the page.
    """

    def __init__(self, md: Markdown, book: Book, runs: frozenset[str]) -> None:
        super().__init__(md)
        self.book = book
        self.runs = runs
        self.source = Source("", "(a text that is no page)", None, 0)
        self.page: Path | None = None
        self.chapter: Chapter | None = None
        self.stashed: dict[int, Fence] = {}
        self.own = set[int]()

    def store(self, html: str) -> str:
        """Set HTML of ours aside; returns its placeholder."""
        self.own.add(self.md.htmlStash.html_counter)
        return self.md.htmlStash.store(html)

    def run(self, lines: list[str]) -> list[str]:
        """Render a page; raises PageError where it is malformed."""
        with page_errors(self):
            self.source = source = locate(self.book, lines)
            self.page = source.path
            self.chapter = (
                parse_chapter(source.text, self.book.snippets, source.name)
                if source.path is None
                else self.book.read(source.path)
            )
            rendered = self.rendered(lines, source, self.chapter)
            if source.path is None:
                return rendered
            return self.with_questions(list(listed(self.book, source.path, rendered)), source.path)

    def rendered(self, lines: list[str], source: Source, chapter: Chapter) -> list[str]:
        """Put a placeholder in the place of each fence, as deep as it stands.

        Args:
            lines: the page as the builder gives it, without front matter.
            source: where it comes from.
            chapter: the page as the tests read it.

        Returns:
            The lines; a placeholder stands between two empty ones, and wordings are left out.
        """
        self.stashed.clear()
        self.own.clear()
        result: list[str] = []
        done = 0
        for fence, html in zip(chapter.fences, self.blocks(source, chapter), strict=True):
            start, end = fence.line - 1 - source.offset, fence.last - source.offset
            if fence.language == "asked":
                result += lines[done:start]
                done = end
                continue
            self.stashed[self.md.htmlStash.html_counter] = fence
            placeholder = self.store(html)
            result += [*lines[done:start], "", fence.indent + placeholder, ""]
            done = end
        return result + lines[done:]

    def blocks(self, source: Source, chapter: Chapter) -> Iterator[str]:
        """Yield each fence as HTML."""
        earlier: dict[int, str] = {
            save.line: text
            for session in chapter.sessions
            for save, text in earlier_texts(session).items()
        }
        owners = {fence.line: session for session in chapter.sessions for fence in session.fences}
        left_out = {
            fence.line: spelled([member.gate for member in group], outside=True)
            for session in chapter.sessions
            for group in gated_groups(session)
            for fence in group
        }
        for fence in chapter.fences:
            if fence.language == "quiz":
                yield self.asked(fence, source)
            elif fence.language == "picture":
                yield picture(owners[fence.line], fence, self.book)
            elif fence.language == "asked":
                yield ""  # it is for who asks, not for who reads
            else:
                yield render(fence, earlier.get(fence.line), left_out.get(fence.line, ""))

    def asked(self, fence: Fence, source: Source) -> str:
        """Render the questions that a fence names, an id a line."""
        sheet = PageQuestions(Bank(self.book), source.path or self.book.docs / "index.md")
        of = sheet.bank.by_id
        for number, name in enumerate(fence.text.splitlines(), fence.line + 1):
            if name not in of:
                near = get_close_matches(name, of, 1)
                hint = f"did you mean {near[0]}?" if near else "write the id of a question"
                raise BookError(f"the bank has no question {name}; {hint}", source.name, number)
        return sheet.html(of[name] for name in fence.text.splitlines())

    def with_questions(self, lines: list[str], page: Path) -> list[str]:
        """Replace markers by what they stand for; add the questions of a page and its verdicts."""
        sheet = PageQuestions(Bank(self.book), page)
        result: list[str] = []
        for line in lines:
            if line == ALL_QUESTIONS:
                for title, html in index(sheet.bank, page):
                    result += [f"## {title} {{ .prose }}", "", self.store(html), ""]
            elif line in ELEMENTS:
                result.append(self.store(ELEMENTS[line](self.book, page)))
            elif line == ASK:
                result.append(self.store(box(self.book, page)))
            elif line == ALL_EXAMPLES:
                result.append(self.store(examples(self.book, page, self.runs)))
            else:
                result.append(line)
        unasked = at_the_end(sheet.bank, self.chapter) if self.chapter else []
        if unasked:
            closing = [number for number, line in enumerate(result) if CLOSING.match(line)]
            place = closing[0] if closing else len(result)
            quiz = self.store(sheet.chapter_html(unasked))
            heading = f"## Check yourself {{ #{CHECK_YOURSELF} .prose }}"
            result[place:place] = ["", heading, "", quiz, ""]
        if fold := grounds(Ledger(self.book), page):
            result += ["", self.store(fold), ""]
        return result
