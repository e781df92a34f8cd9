"""Holds a rendered page against its source: what is run is shown, and what is shown is run.

The source is read line by line, for the tests; the page is rendered by Python-Markdown. Where the
two disagree, a reader would see a claim that nothing proves, or miss one that is proved. Lines are
read in `reloaded.session.scan`; this is the net below it, for whatever a builder makes of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from reloaded.errors import BookError
from reloaded.markdown.forged_html import refuse_forged
from reloaded.markdown.page_source import STASHED, Prose, Source
from reloaded.session.model import Chapter, Fence, Session

INLINE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "th", "td"})
"""The elements that hold a line of text, and no block."""

HOLDERS = frozenset(
    "article aside blockquote dd details div dl figure li main ol p section ul".split()  # noqa: SIM905 - a dozen quoted names are hard to read
)
"""The elements that hold blocks, and show them to every reader."""

HIDING = frozenset({"hidden", "style", "aria-hidden"})
"""The attributes by which an element may be hidden, or what stands in it."""


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
    places: dict[int, tuple[Session | None, tuple[Element, ...]]] = {}
    met: list[str] = []
    current: Session | None = None
    for element, above, text in walk(root, ()):
        refuse_forged(element.get("class"), prose)
        if element.tag == "h2" and text is element.text:
            current = heading(element, claims, prose, nested=len(above) > 1)
            met += [current.id] if current else []
        for number in STASHED.findall(text or ""):
            places[int(number)] = current, (*above, element)
    for session in chapter.sessions:
        if met.count(session.id) != 1:
            fault = "this claim is shown as no heading of the page; what is above it swallows it"
            raise BookError(f"{fault}: close the HTML there", prose.name, session.line)
    for number, fence in stashed.items():
        refuse_unseen(fence, places.get(number), owners.get(fence.line), prose)


def walk(
    element: Element, above: tuple[Element, ...]
) -> Iterator[tuple[Element, tuple[Element, ...], str | None]]:
    """Yield each text of a tree in order, with the element that it is in, and those above."""
    yield element, above, element.text
    for child in element:
        yield from walk(child, (*above, element))
        yield element, above, child.tail


def heading(
    element: Element, claims: Mapping[str, Session], prose: Prose, *, nested: bool
) -> Session | None:
    """The claim of a heading, none for one that claims nothing; refuses what is neither.

    Args:
        element: an `h2`.
        claims: those of the page, by id.
        prose: the page's lines, to name one.
        nested: whether it stands inside of another element.

    Returns:
        The claim, or None for a section that claims nothing.

    Raises:
        BookError: it is neither, or a claim that is nested.
    """
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
    place: tuple[Session | None, tuple[Element, ...]] | None,
    owner: Session | None,
    prose: Prose,
) -> None:
    """Refuse a fence that a reader does not see, or sees under another claim.

    Args:
        fence: of the page.
        place: the claim that its placeholder was found under, and the elements that it stands in;
            None where it was not found as text.
        owner: the claim that the tests count it to; None where it is nobody's.
        prose: the page's lines, to name one.

    Raises:
        BookError: it stands in code, in a line of text, in an element that may hide it, or under
            another claim.
    """
    current, above = place or (None, (Element("pre"),))
    tags = [element.tag for element in above]
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
    for element in above:
        if element.tag not in HOLDERS or HIDING.intersection(element.keys()):
            fault = f"this fence stands in a <{element.tag}> that may hide it"
            cure = "put it outside, or leave out the attribute that hides"
            raise BookError(f"{fault}; {cure}", prose.name, fence.line)
    if fence.steps and current != owner:
        fault = f"this fence is shown under {f'#{current.id}' if current else 'no claim'}, and is"
        cure = f"run under #{owner.id if owner else ''}; put its claim outside of other elements"
        raise BookError(f"{fault} {cure}", prose.name, fence.line)
