"""Renders the fences of a page as sessions, and puts a badge under each.

Nothing here depends on the builder, which is why it is a Python-Markdown extension and neither a
hook nor a plug-in: MkDocs, ProperDocs and Zensical run it alike.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from xml.etree.ElementTree import Element

from click import ClickException
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from reloaded.audit.ledger import Ledger
from reloaded.book import ROOT, Book
from reloaded.errors import BookError
from reloaded.interpreters.gates import spelled
from reloaded.markdown.check_html import check_html
from reloaded.markdown.check_tree import check_tree
from reloaded.markdown.evidence_fold import grounds
from reloaded.markdown.fence_html import render
from reloaded.markdown.generated_lists import listed
from reloaded.markdown.page_source import STASHED, Source, locate
from reloaded.markdown.pictures import picture
from reloaded.markdown.proof_details import command, receipt
from reloaded.markdown.proved_on import first_trouble
from reloaded.markdown.question_html import PageQuestions
from reloaded.markdown.question_index import CHECK_YOURSELF, at_the_end, index
from reloaded.markdown.run_buttons import buttons, examples, script
from reloaded.markdown.runnable import runnable
from reloaded.quiz.bank import Bank
from reloaded.session.chapter import gated_groups, parse_chapter
from reloaded.session.edits import earlier_texts
from reloaded.session.model import Chapter, Fence, Session

ALL_QUESTIONS = "<!-- all questions -->"
"""The line of a page that stands for the index of the bank."""

ALL_EXAMPLES = "<!-- all examples -->"
"""The line of a page that stands for the sessions that can run in it."""

CLOSING = re.compile(r"## Sources \{")
"""The heading behind the questions of a chapter."""

UNSOUGHT = re.compile(r"Check yourself|Sources")
"""The sections that no search should lead to."""


LOG = logging.getLogger("mkdocs.reloaded")
"""A child of the builder's logger, so that `mkdocs build --strict` fails for a warning."""


class PageError(ClickException):
    """An error in a page, which a builder's command line prints as one line."""


class SessionExtension(Extension):
    """Shows the fences of a page as sessions.

    Options:
        root: the book's folder; the checkout that this package is installed from, unless given.
        playground: whether sessions can be run in the page, by the scripts of `reloaded/theme`;
            fetches Pyodide.
    """

    def __init__(self, **options: object) -> None:
        self.config = {
            "root": [str(ROOT), "the book's folder"],
            "playground": [False, "whether sessions can be run in the page"],
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
        fences = FencePreprocessor(md, book, runs)
        md.preprocessors.register(fences, "reloaded-fences", 28)
        md.treeprocessors.register(SessionTreeprocessor(md, fences), "reloaded-sessions", 6)
        look_at_finished_page(md, fences)


class FencePreprocessor(Preprocessor):
    """Replaces each fence of a page by its HTML, and each marker by its list."""

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
        """Put a placeholder in the place of each fence, as deep as it stands."""
        self.stashed.clear()
        self.own.clear()
        result: list[str] = []
        done = 0
        for fence, html in zip(chapter.fences, self.blocks(source, chapter), strict=True):
            start, end = fence.line - 1 - source.offset, fence.last - source.offset
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
        owners = {one.line: session for session in chapter.sessions for one in session.fences}
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
        """Put the index at its marker; at the end, the questions of a page and its verdicts."""
        sheet = PageQuestions(Bank(self.book), page)
        result: list[str] = []
        for line in lines:
            if line == ALL_QUESTIONS:
                for title, html in index(sheet.bank, page):
                    result += [f"## {title} {{ .prose }}", "", self.store(html), ""]
            elif line == ALL_EXAMPLES:
                result.append(self.store(examples(self.book, page, self.runs)))
            else:
                result.append(line)
        own = at_the_end(sheet.bank, self.chapter) if self.chapter else []
        if own:
            closing = [number for number, line in enumerate(result) if CLOSING.match(line)]
            place = closing[0] if closing else len(result)
            quiz = self.store(sheet.chapter_html(own))
            heading = f"## Check yourself {{ #{CHECK_YOURSELF} .prose }}"
            result[place:place] = ["", heading, "", quiz, ""]
        if fold := grounds(Ledger(self.book), page):
            result += ["", self.store(fold), ""]
        return result


class SessionTreeprocessor(Treeprocessor):
    """Ties the blocks of a session together, with its badge below."""

    def __init__(self, md: Markdown, fences: FencePreprocessor) -> None:
        super().__init__(md)
        self.fences = fences

    def run(self, root: Element) -> None:
        """Wrap, under each claim, everything from its first block to its last."""
        chapter = self.fences.chapter
        with page_errors(self.fences):
            if chapter:
                check_tree(root, chapter, self.fences.stashed, self.fences.source)
            self.tie(root, {one.id: one for one in chapter.sessions} if chapter else {})

    def tie(self, root: Element, sessions: dict[str, Session]) -> None:
        """Find what stands under each claim, and wrap it."""
        current, member = None, list[Element]()
        for element in [*root, Element("h2")]:
            if element.tag == "h2":
                if UNSOUGHT.fullmatch(element.text or ""):
                    element.set("data-search-exclude", "")  # it names what it does not explain
                if current is not None and member:
                    self.wrap(root, member, current)
                current, member = sessions.get(element.get("id", "")), []
            elif current is not None:
                member.append(element)

    def wrap(self, root: Element, members: list[Element], claim: Session) -> None:
        """Move the members between the first and the last that hold a block into a `div`."""
        book, page = self.fences.book, self.fences.page
        holding = [number for number, one in enumerate(members) if self.holds_block(one)]
        inside = members[holding[0] : holding[-1] + 1]
        place = list(root).index(inside[0])
        session = Element("div", {"class": "session"})
        for element in inside:
            root.remove(element)
            session.append(element)
        for proof in book.report.contradictions(claim.digest):
            LOG.warning(
                "%s:%d: %s contradicts #%s; run %s",
                claim.page,
                first_trouble(proof),
                proof.interpreter,
                claim.id,
                command(claim),
            )
        proofs = Element("p")
        proofs.text = self.fences.store(receipt(claim, book.report))
        below = [proofs]
        if page is not None and claim.id in self.fences.runs:
            session.set("data-run", claim.id)
            below.insert(0, buttons(book, claim, page))
            if root.find("script") is None:
                below.append(script(book, page))
        root[place:place] = [session, *below]

    def holds_block(self, element: Element) -> bool:
        """Whether an element holds a placeholder of a step, however deep."""
        numbers = STASHED.findall("".join(element.itertext()))
        stashed = self.fences.stashed
        return any(stashed[int(one)].steps for one in numbers if int(one) in stashed)


def look_at_finished_page(md: Markdown, fences: FencePreprocessor) -> None:
    """Register what looks at a page once more when it is whole."""
    shown = ShownPostprocessor(md, fences)
    md.treeprocessors.register(WholeTree(md, shown), "reloaded-whole", -10)
    md.postprocessors.register(shown, "reloaded-shown", -10)


class ShownPostprocessor(Postprocessor):
    """Looks at the finished page once more, and at no part of it that is rendered before."""

    def __init__(self, md: Markdown, fences: FencePreprocessor) -> None:
        super().__init__(md)
        self.md: Markdown = md
        self.fences = fences
        self.is_whole = False

    def run(self, text: str) -> str:
        """Return the page as it is; raises PageError where it shows what is not run."""
        is_whole, self.is_whole = self.is_whole, False
        with page_errors(self.fences):
            if is_whole and self.fences.chapter:
                blocks, own = self.md.htmlStash.rawHtmlBlocks, self.fences.own
                check_html(
                    text,
                    self.fences.chapter,
                    self.fences.source,
                    written=tuple(
                        block
                        for at, block in enumerate(blocks)
                        if at not in own and isinstance(block, str)
                    ),
                    ours=tuple(str(blocks[at]) for at in sorted(own)),
                )
        return text


class WholeTree(Treeprocessor):
    """Tells the last look that the tree of a page is whole."""

    def __init__(self, md: Markdown, shown: ShownPostprocessor) -> None:
        super().__init__(md)
        self.shown = shown

    def run(self, root: Element) -> None:
        """Say so, and leave the tree as it is."""
        del root
        self.shown.is_whole = True


@contextmanager
def page_errors(fences: FencePreprocessor) -> Iterator[None]:
    """Make any error one that names the page and a line."""
    try:
        yield
    except BookError as error:
        raise PageError(str(error)) from None
    except Exception as error:
        name = fences.source.name
        raise PageError(f"{name}:1: this page can't be rendered: {error!r}") from error
