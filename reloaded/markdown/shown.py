"""Holds a rendered page against its source: what is run is shown, and what is shown is run.

The source is read line by line, for the tests; the page is rendered by Python-Markdown. Where the
two disagree, a reader would see a claim that nothing proves, or miss one that is proved. Lines are
read in `reloaded.session.scan`; this is the net below it, for whatever a builder makes of a page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from reloaded.errors import BookError
from reloaded.markdown.pages import Source
from reloaded.session.model import Chapter, Fence, Session

STASHED = re.compile("\x02wzxhzdk:([0-9]+)\x03")
"""Python-Markdown's placeholder for finished HTML (markdown/util.py, `HTML_PLACEHOLDER`)."""

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905 - a dozen quoted names are hard to read
)
"""The elements without an end (HTML, 13.1.2, "Void elements")."""

UNREAD = re.compile(
    r"(?m)-+8<-+|^ *(?:`{3}|~{3}|>>> |#{1,6} |(?:===|!!!|\?\?\?)[+!]? )|\{ *[#.][a-z][\w-]*[^}]*\}"
)
"""Our own syntax where a reader would see it as text."""

INLINE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "th", "td"})
"""The elements that hold a line of text, and no block."""

OURS = frozenset({"step", "proofs", "quiz"})
"""The classes of what holds our code blocks."""

VERBATIM = frozenset({"code", "pre", "script", "style", "samp", "kbd", "textarea", "svg", "option"})
"""The elements whose text is code, and may hold anything."""


def check_tree(
    root: Element, chapter: Chapter, stashed: Mapping[int, Fence], source: Source
) -> None:
    """Refuse a page whose claims and fences have not become what they are meant to be.

    Args:
        root: the page's tree, before its sessions are tied together.
        chapter: the page as the tests read it.
        stashed: each fence, by the number of its placeholder.
        source: where the page comes from.

    Raises:
        BookError: with the line of what is not shown, or not run.
    """
    prose = Prose.of(source, chapter)
    claims = {session.id: session for session in chapter.sessions}
    owners = {fence.line: session for session in chapter.sessions for fence in session.fences}
    seen: dict[int, tuple[Session | None, tuple[str, ...]]] = {}
    met: list[str] = []
    current: Session | None = None
    for element, above, text in walk(root, ()):
        if element.tag == "h2" and text is element.text:
            current = heading(element, claims, prose, nested=len(above) > 1)
            met += [current.id] if current else []
        for number in STASHED.findall(text or ""):
            seen[int(number)] = current, (*above, element.tag)
    for session in chapter.sessions:
        if met.count(session.id) != 1:
            fault = "this claim is shown as no heading of the page; what is above it swallows it"
            raise BookError(f"{fault}: close the HTML there", prose.name, session.line)
    for number, fence in stashed.items():
        refuse_unseen(fence, seen.get(number), owners.get(fence.line), prose)


def walk(
    element: Element, above: tuple[str, ...]
) -> Iterator[tuple[Element, tuple[str, ...], str | None]]:
    """Yield each text of a tree in order, with the element that it is in, and the tags above."""
    yield element, above, element.text
    for child in element:
        yield from walk(child, (*above, element.tag))
        yield element, above, child.tail


def heading(
    element: Element, claims: Mapping[str, Session], prose: Prose, *, nested: bool
) -> Session | None:
    """The claim of a heading, none for one that claims nothing; refuses what is neither."""
    if "prose" in (element.get("class") or "").split():
        return None
    text = "".join(element.itertext())
    session = claims.get(element.get("id", ""))
    if session is None:
        fault = "nothing proves this heading; put it in the first column with an id { #like-this },"
        raise BookError(f"{fault} or mark it {{ .prose }}", prose.name, prose.begins(text))
    if nested:
        fault = "this claim stands inside of another element, where it gets no box of its own"
        raise BookError(f"{fault}; put it outside", prose.name, session.line)
    return session


def refuse_unseen(
    fence: Fence,
    seen: tuple[Session | None, tuple[str, ...]] | None,
    owner: Session | None,
    prose: Prose,
) -> None:
    """Refuse a fence that a reader does not see, or sees under another claim."""
    current, tags = seen or (None, ("pre",))
    if "pre" in tags or "code" in tags:
        fault = "this fence is not shown as one: "
        fault += (
            "it is indented further, or less, than what it stands in; indent it by four spaces for"
            " each list, tab or admonition"
            if fence.indent
            else "it lies inside of raw HTML; close the HTML above it, or give its element the"
            " attribute markdown"
        )
        raise BookError(fault, prose.name, fence.line)
    if not INLINE.isdisjoint(tags):
        fault = "this fence is shown inside of a line of text; leave a blank line above and below"
        raise BookError(fault, prose.name, fence.line)
    if fence.steps and current != owner:
        fault = f"this fence is shown under {f'#{current.id}' if current else 'no claim'}, and is"
        cure = f"run under #{owner.id if owner else ''}; put its claim outside of other elements"
        raise BookError(f"{fault} {cure}", prose.name, fence.line)


@dataclass(frozen=True)
class Prose:
    """The lines of a page that stand in no fence and no comment, to find a text's line again.

    Attributes:
        name: of the page.
        lines: each with its number, counted from 1.
    """

    name: str
    lines: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, source: Source, chapter: Chapter) -> Prose:
        """The prose of a page."""
        fenced = {line for one in chapter.fences for line in range(one.line, one.last + 1)}
        text = re.sub(
            r"<!--.*?-->", lambda found: "\n" * found[0].count("\n"), source.text, flags=re.DOTALL
        )
        lines = enumerate(text.split("\n"), 1)
        return cls(source.name, tuple((at, line) for at, line in lines if at not in fenced))

    def begins(self, text: str) -> int:
        """The line that a text comes from, as well as one can tell; else the first."""
        wanted = words_of(text)
        for number, line in self.lines:
            words = words_of(line)
            if words and not line.startswith("#") and words == wanted[: len(words)]:
                return number
        return 1

    def has(self, pattern: str) -> int:
        """The last line in which a pattern is found; else the first."""
        wanted = re.compile(pattern, re.IGNORECASE)
        found = [number for number, line in self.lines if wanted.search(line)]
        return found[-1] if found else 1


def words_of(text: str) -> list[str]:
    """What stands in a text besides marks and placeholders."""
    return re.findall(r"\w+", STASHED.sub(" ", text))


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
