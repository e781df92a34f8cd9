"""Looks at a finished page: that its elements are closed, and that no text is syntax of ours."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from html.parser import HTMLParser

from reloaded.errors import BookError
from reloaded.markdown.forged_html import BADGE, OURS, check_written
from reloaded.markdown.page_source import Prose, Source
from reloaded.session.model import Chapter

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905 - a dozen quoted names are hard to read
)
"""The elements without an end (HTML, 13.1.2, "Void elements")."""

UNREAD = re.compile(
    r"(?m)-+8<-+|^ *(?:`{3}|~{3}|>>> |#{1,6} |\$ \S|(?:===|!!!|\?\?\?)[+!]? )"
    r"|\{ *[#.][a-z][\w-]*[^}]*\}"
)
"""Our own syntax where a reader would see it as text."""

VERBATIM = frozenset({"code", "pre", "script", "style", "samp", "kbd", "textarea", "svg", "option"})
"""The elements whose text is code, and may hold our syntax."""

UNSEEN = frozenset({"script", "style", "svg"})
"""Those among them whose text no reader takes for a session."""

BLOCKS = frozenset({"pre", "xmp", "listing", "plaintext"})
"""The elements that show lines of code."""

OWN_ID = re.compile(r'(?<![\w-])id="([^"]*)"')
"""The id of an element of ours: in a text, a quotation mark is escaped."""

MOST_PASSED = 512
"""How many pages that have passed are remembered."""

STAND_IN = '<div class="step"></div>'
"""What is looked at in the place of a block of ours."""

TYPED = re.compile(r"(?m)^\s*>>> +\S")
"""A prompt with something typed."""


class Rendered(HTMLParser):
    """Reads the finished page: whether its elements are closed, and what of it is text.

    Args:
        claims: the ids of the page's claims.
        prose: its lines, to name one.
    """

    def __init__(self, claims: Collection[str], prose: Prose) -> None:
        super().__init__(convert_charrefs=True)
        self.claims = claims
        self.prose = prose
        self.open: list[tuple[str, frozenset[str]]] = []
        self.ids = set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is open; refuse a heading that nobody has read, and what hides others."""
        attributes = dict(attrs)
        classes = frozenset((attributes.get("class") or "").split())
        self.refuse_heading(tag, attributes, classes)
        ours = not OURS.isdisjoint(classes.union(*(of_element for _, of_element in self.open)))
        if "gp" in classes and not ours:
            fault = "this looks typed at a prompt, and nothing types it; put it in a ```pycon fence"
            raise BookError(fault, self.prose.name, self.prose.has(">>>"))
        if tag == "style" and not self.within("svg"):
            fault = "a <style> could hide a session; put its rules in a file that extra_css names"
            raise BookError(fault, self.prose.name, self.prose.has("<style"))
        if tag not in VOID:
            self.open.append((tag, classes if tag != BADGE else frozenset()))

    def refuse_heading(
        self, tag: str, attributes: dict[str, str | None], classes: Collection[str]
    ) -> None:
        """Refuse a heading that nobody has read, and a second element with the id of a claim.

        Args:
            tag: of the element that begins.
            attributes: of the element.
            classes: those of the element.

        Raises:
            BookError: it is a heading that is no claim and not `.prose`, or its id is a claim's.
        """
        name = attributes.get("id") or ""
        if name in self.claims and name in self.ids:
            fault = f"the id #{name} is that of a claim; give the other element with it another"
            elsewhere = self.prose.has(rf"^(?!## ).*\b{name}\b")
            raise BookError(fault, self.prose.name, elsewhere)
        unread = tag == "h2" and "prose" not in classes and name not in self.claims
        if unread or attributes.get("role") == "heading":
            fault = "an <h2> in HTML hides a claim; write it as '## '"
            pattern = rf"</?{tag}\b" if tag == "h2" else r"\brole\b"
            raise BookError(fault, self.prose.name, self.prose.has(pattern))
        self.ids.add(name)

    def within(self, *tags: str) -> bool:
        """Whether an element of some tags is open."""
        return any(tag in tags for tag, _ in self.open)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read `<br/>` as it is meant, and `<h2/>` as a browser does: its slash means nothing."""
        if not self.within("svg", "math") and tag not in ("svg", "math"):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Refuse what closes something else."""
        if tag in VOID:
            return
        if not self.open or self.open[-1][0] != tag:
            opened = [name for name, _ in self.open]
            fault = f"this <{opened[-1]}> is never closed; close it"
            if tag not in opened:
                fault = f"this </{tag}> closes nothing; delete it"
            culprit = opened[-1] if tag in opened else tag
            raise BookError(fault, self.prose.name, self.prose.has(rf"</?{culprit}\b"))
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Refuse our own syntax where it is text, and code that stands in no fence."""
        tags = {tag for tag, _ in self.open}
        classes = frozenset[str]().union(*(of_element for _, of_element in self.open))
        if not classes.isdisjoint(OURS):
            return
        if not BLOCKS.isdisjoint(tags) and data.strip():
            fault = "this is shown as code, and nothing runs it; put it in a fence in the first"
            cure = "column, or say why it is not run: illustration"
            raise BookError(f"{fault} {cure}", self.prose.name, self.prose.begins(data))
        if UNSEEN.isdisjoint(tags) and TYPED.search(data):
            fault = "nothing types this prompt; put it in a ```pycon fence"
            raise BookError(fault, self.prose.name, self.prose.has(r">>> *\S"))
        if VERBATIM.isdisjoint(tags) and (found := UNREAD.search(data)):
            shown = found[0].strip()
            fault = f"a reader would see {shown!r} as text; begin it in the first column of a line"
            number = self.prose.has(re.escape(shown))
            raise BookError(f"{fault}, with a blank line above", self.prose.name, number)

    def finish(self) -> None:
        """Refuse what is still open at the end."""
        self.close()
        if self.open:
            tag = self.open[-1][0]
            raise BookError(
                f"this <{tag}> is never closed; close it",
                self.prose.name,
                self.prose.has(rf"</?{tag}\b"),
            )


@lru_cache(maxsize=MOST_PASSED)
def check_html(
    html: str,
    chapter: Chapter,
    source: Source,
    *,
    written: tuple[str, ...] = (),
    ours: tuple[str, ...] = (),
) -> None:
    """Refuse a finished page with a heading, an element or a syntax that nobody has read.

    A page that has passed is not looked at again by a server that renders it again as it was.

    Args:
        html: what the page's Markdown became.
        chapter: the page as the tests read it.
        source: where it comes from.
        written: the raw HTML in it that is the author's own.
        ours: the HTML in it that is rendered from fences and questions. It is four fifths of a
            page, and nothing of an author's stands in it unescaped, so that its ids alone are read.

    Raises:
        BookError: with the line, as well as one can tell.
    """
    prose = Prose.of(source, chapter)
    check_written(written, prose)
    reader = Rendered({session.id for session in chapter.sessions}, prose)
    for block in {*ours} - {STAND_IN}:
        reader.ids.update(OWN_ID.findall(block))
        html = html.replace(block, STAND_IN)
    reader.feed(html)
    reader.finish()
