"""Reads a Markdown page as a chapter: claims, their sessions, and the steps of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from reloaded import files
from reloaded.errors import BookError
from reloaded.interpreters.gates import uncovered
from reloaded.session import fences
from reloaded.session.front_matter import check_front_matter
from reloaded.session.model import Chapter, Compared, Fence, Session, Tree
from reloaded.session.page_lint import refuse_control
from reloaded.session.scan import Heading, RawFence, scan
from reloaded.session.wordings import in_short, refuse_shared, wordings

LONGEST = 1_000_000
"""The most bytes a page may hold: a book's chapter has a twentieth of it."""

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def read_text(path: Path, name: str) -> str:
    """Read a page's text, refusing what builders and tests would read differently."""
    data = files.read(path)
    if len(data) > LONGEST:
        raise BookError(f"{len(data):,} bytes; a page may hold {LONGEST:,}: split it", name, 1)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BookError("not UTF-8; save the page in that encoding", name, line) from None
    for mark, title in (
        ("\r", "a carriage return; save the page with plain newlines (LF)"),
        ("\t", "a tab; indent with spaces, since builders disagree on a tab's width"),
        ("\ufeff", "a byte order mark; save the page as UTF-8 without one"),
        ("\0", "a null character; delete it"),
    ):
        if mark in text:
            raise BookError(title, name, text.count("\n", 0, text.index(mark)) + 1)
    refuse_control(text, name)
    if path.suffix == ".md":
        check_front_matter(text.split("\n"), name)
    return text


def parse_chapter(text: str, snippets: Path, name: str, first_line: int = 1) -> Chapter:
    """Parse a page's text, or a part of a file.

    Args:
        text: with plain newlines.
        snippets: the folder that includes are taken from.
        name: what errors and test names call the file.
        first_line: the number of the text's first line in the file.

    Returns:
        The page's title, its claims with their sessions, and all its fences, in order.

    Raises:
        BookError: the page is malformed.
    """
    title = ""
    everything: list[Fence] = []
    sections: list[tuple[Heading, list[Fence]]] = []
    included: set[str] = set()
    lines = text.split("\n")
    for block in scan(lines, name, first_line):
        if isinstance(block, RawFence):
            fence, used = fences.read_fence(block, snippets, name)
            included |= used
            everything.append(fence)
            if sections:
                sections[-1][1].append(fence)
            refuse_unchecked(fence, sections[-1][0] if sections else None, name)
            continue
        refuse_classes(block, name)
        if block.level == 1:
            title = title or block.text
        elif block.level == 2:
            sections.append((block, []))
    sessions = [
        replace(
            read_session(heading, tuple(section_fences), name),
            in_short=in_short(lines[heading.line - first_line + 1 :], name, heading.line),
        )
        for heading, section_fences in sections
        if "prose" not in heading.classes
    ]
    refuse_repeated(sessions, name)
    return Chapter(name, title, tuple(sessions), tuple(everything), frozenset(included))


def refuse_unchecked(fence: Fence, heading: Heading | None, name: str) -> None:
    """Refuse a step outside every claim: nothing would ever run it.

    Args:
        fence: any fence of the page.
        heading: the level-2 heading above it; None above the first one.
        name: what errors call the page.

    Raises:
        BookError: the fence has steps or asks for a picture, and belongs to no claim.
    """
    if (fence.steps or fence.language in ("picture", "asked")) and (
        heading is None or "prose" in heading.classes
    ):
        where = "before the first claim" if heading is None else "in a .prose section"
        raise BookError(
            f"this fence stands {where}, where nothing is run; move it under a claim,"
            ' or say why it is not run: illustration="…"',
            name,
            fence.line,
        )


def refuse_classes(heading: Heading, name: str) -> None:
    """A class that means nothing is a mistyped one."""
    known = ("prose", "cpython") if heading.level == 2 else ("prose",)
    for class_name in heading.classes:
        if class_name not in known:
            raise BookError(
                f"a heading of level {heading.level} has no class .{class_name}"
                f"; delete it, or write {' or '.join('.' + word for word in known)}",
                name,
                heading.line,
            )
    if len(heading.classes) > 1:
        raise BookError("a section is .prose or .cpython, not both", name, heading.line)


def refuse_repeated(sessions: list[Session], name: str) -> None:
    """Two claims of one page cannot share an id."""
    lines: dict[str, int] = {}
    for session in sessions:
        if session.id in lines:
            raise BookError(
                f"the id #{session.id} is already that of line {lines[session.id]}; choose another",
                name,
                session.line,
            )
        lines[session.id] = session.line
    refuse_shared(sessions)


def read_session(heading: Heading, section_fences: tuple[Fence, ...], name: str) -> Session:
    """Make the session of one claim, and check that it proves something.

    Args:
        heading: the claim, at level 2.
        section_fences: the fences below the heading, in order, up to the next one.
        name: what errors call the page; the session keeps it as its `page`.

    Returns:
        The session, with at least one step whose output is compared.

    Raises:
        BookError: the claim has no usable id or no step, shows no output, leaves a supported Python
            unspoken of without a reason, or has a picture out of place.
    """
    if not heading.id:
        raise BookError(
            "a claim needs a fixed id, { #like-this }; a section that claims nothing: { .prose }",
            name,
            heading.line,
        )
    if not ID.fullmatch(heading.id):
        raise BookError(
            f"#{heading.id} is not an id; use lower-case words joined by hyphens",
            name,
            heading.line,
        )
    only = "cpython" in heading.classes
    session = Session(
        page=name,
        id=heading.id,
        claim=heading.text,
        line=heading.line,
        fences=section_fences,
        cpython_only=only,
        asked=wordings(section_fences, name),
    )
    if not session.steps:
        raise BookError(
            "this claim has no step that is run; prove it, or mark the section { .prose }",
            name,
            heading.line,
        )
    compared = [step for step in session.steps if isinstance(step, Compared)]
    if not any(step.expected or isinstance(step, Tree) for step in compared):
        raise BookError(
            "no step of this claim shows an output, so nothing could prove it wrong; show one",
            name,
            heading.line,
        )
    check_coverage(session)
    check_picture(session)
    return session


def check_picture(session: Session) -> None:
    """A picture shows the whole session, once: it stands below the last step."""
    pictures = [fence for fence in session.fences if fence.language == "picture"]
    for fence in pictures[1:]:
        raise BookError("a claim has one picture; delete this one", session.page, fence.line)
    for fence in pictures:
        below = [step for step in session.steps if step.line > fence.line]
        if below:
            raise BookError(
                f"line {below[0].line} is a step below this picture; move the picture to the end",
                session.page,
                fence.line,
            )


def check_coverage(session: Session) -> None:
    """Fences for some Pythons, one after the other, must together speak of every supported one."""
    for group in gated_groups(session):
        missing = uncovered(*(member.gate for member in group))
        explained = any(member.rest for member in group)
        if missing and not explained:
            raise BookError(
                f"nothing is shown for {', '.join(missing)}; add a fence for it,"
                ' or say why: rest="…"',
                session.page,
                group[-1].line,
            )
        if explained and not missing:
            raise BookError(
                'rest="…" has nothing to explain: these fences cover every supported version;'
                " delete it",
                session.page,
                group[-1].line,
            )


def gated_groups(session: Session) -> Iterator[list[Fence]]:
    """Yield the fences for some Pythons that follow each other: together they speak of all."""
    stepping = (fence for fence in session.fences if fence.steps)
    for gated, group in groupby(stepping, key=lambda fence: bool(fence.gate)):
        if gated:
            yield list(group)
