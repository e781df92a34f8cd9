"""Looks at a finished page: that its elements are closed, and that no text is syntax of ours."""

from __future__ import annotations

import re
from collections.abc import Collection
from html.parser import HTMLParser

from reloaded.errors import BookError
from reloaded.markdown.pages import Prose, Source
from reloaded.session.model import Chapter

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905 - a dozen quoted names are hard to read
)
"""The elements without an end (HTML, 13.1.2, "Void elements")."""

UNREAD = re.compile(
    r"(?m)-+8<-+|^ *(?:`{3}|~{3}|>>> |#{1,6} |(?:===|!!!|\?\?\?)[+!]? )|\{ *[#.][a-z][\w-]*[^}]*\}"
)
"""Our own syntax where a reader would see it as text."""

OURS = frozenset({"step", "proofs", "quiz"})
"""The classes of what holds our code blocks."""

VERBATIM = frozenset({"code", "pre", "script", "style", "samp", "kbd", "textarea", "svg", "option"})
"""The elements whose text is code, and may hold anything."""


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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is open; refuse a heading that nobody has read."""
        given = dict(attrs)
        classes = frozenset((given.get("class") or "").split())
        if tag == "h2" and "prose" not in classes and given.get("id") not in self.claims:
            fault = "an <h2> in HTML hides a claim; write it as '## '"
            raise BookError(fault, self.prose.name, self.prose.has(rf"</?{tag}\b"))
        if tag not in VOID:
            self.open.append((tag, classes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave alone what closes itself."""

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
        classes = frozenset[str]().union(*(own for _, own in self.open))
        if "pre" in tags and data.strip() and classes.isdisjoint(OURS):
            fault = "this is shown as code, and nothing runs it; put it in a fence in the first"
            cure = "column, or say why it is not run: illustration"
            raise BookError(f"{fault} {cure}", self.prose.name, self.prose.begins(data))
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


def check_html(html: str, chapter: Chapter, source: Source) -> None:
    """Refuse a finished page with a heading, an element or a syntax that nobody has read.

    Args:
        html: what the page's Markdown became.
        chapter: the page as the tests read it.
        source: where it comes from.

    Raises:
        BookError: with the line, as well as one can tell.
    """
    reader = Rendered({one.id for one in chapter.sessions}, Prose.of(source, chapter))
    reader.feed(html)
    reader.finish()
