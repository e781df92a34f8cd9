"""Takes the prose of a Markdown page apart: paragraphs, list items and table cells as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reloaded.session.scan import Heading, front_matter, scan

ITEM = re.compile(r"^ *(?:[-*+]|\d+[.)]) +")
MARKUP = re.compile(r'^ *(?:===\+? "|!!!|\?\?\?|<|\{[^{}]*\}\s*$|\[[^\]]+\]: |--8<--|\[TOC\])')
"""A line that says nothing: a tab's label, a tag, a list of attributes, the target of a link."""

CLASSES = re.compile(r"^ *\{ *\.[^}]*\}\s*$")
"""A line that gives the paragraph above it a class: search words, buttons."""

LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]*)[^)]*\)(?:\{[^}]*\})?")
EMPHASIS = re.compile(r"\*\*|(?<![\w*`])\*(?=\S)([^*`]+?)(?<=\S)\*(?![\w*])")
SPAN = re.compile(r"`+[^`]*`+")
END = re.compile(r"[.!?][\"')\]]*\s+(?=[A-Z\x00\"(\[])")
ENDED = re.compile(r"[.!?:][\"')\]*]*$")
RULE = re.compile(r"^\|[\s:|-]+\|?$")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a page, or one cell of a table.

    Attributes:
        line: where it begins, counted from 1.
        text: without links and emphasis, with its spans of code; of a cell, behind the names of its
            row and its column.
        heading: the level-2 heading that it stands under; None above the first.
        is_cell: whether it is a cell.
        links: where its links lead, as the page writes them.
    """

    line: int
    text: str
    heading: Heading | None
    is_cell: bool
    links: tuple[str, ...]


def sentences(text: str, name: str) -> Iterator[Sentence]:
    """Yield the sentences of a page, in order, without headings, code and comments.

    Args:
        text: the page.
        name: names it in errors.
    """
    lines: list[str | None] = [
        *re.sub(r"<!--.*?-->", blank_lines, text, flags=re.DOTALL).split("\n")
    ]
    lines[: front_matter(text.split("\n"))] = [None] * front_matter(text.split("\n"))
    headings: dict[int, Heading] = {}
    for block in scan(text.split("\n"), name):
        if isinstance(block, Heading):
            headings[block.line] = block
        else:
            lines[block.line - 1 : block.last] = [None] * (block.last - block.line + 1)
    heading: Heading | None = None
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, None], 1):
        if number in headings or line is None or not line.strip() or ITEM.match(line):
            yield from of_block(paragraph, heading)
            paragraph = []
        if number in headings:
            heading = headings[number] if headings[number].level <= 2 else heading
            heading = None if heading and heading.level == 1 else heading
        elif line is not None and line.strip():
            if CLASSES.match(line) and paragraph:
                paragraph = []
            elif not MARKUP.match(line):
                paragraph.append((number, line))


def blank_lines(found: re.Match[str]) -> str:
    """As many line ends as a match has."""
    return "\n" * found[0].count("\n")


def of_block(lines: list[tuple[int, str]], heading: Heading | None) -> Iterator[Sentence]:
    """Yield the sentences of one paragraph or item, or the cells of one table."""
    if lines and lines[0][1].lstrip().startswith("|"):
        yield from cells(lines, heading)
        return
    start, pending = 0, ""
    for number, line in lines:
        start = start if pending else number
        pending = f"{pending} {ITEM.sub('', line).strip()}".strip()
        *whole, pending = split(pending)
        if ENDED.search(pending):
            whole, pending = [*whole, pending], ""
        for sentence in whole:
            yield made(start, sentence, heading)
        start = number
    if pending:
        yield made(start, pending, heading)


def split(text: str) -> list[str]:
    """Split at the ends of sentences, but not inside of code."""
    spans: list[str] = []

    def hide(span: re.Match[str]) -> str:
        spans.append(span[0])
        return f"\0{len(spans) - 1}\0"

    hidden = SPAN.sub(hide, text)
    places = [0, *(found.end() for found in END.finditer(hidden)), len(hidden)]
    parts = [hidden[start:end].strip() for start, end in pairwise(places)]
    return [re.sub(r"\0(\d+)\0", lambda found: spans[int(found[1])], part) for part in parts]


def cells(lines: list[tuple[int, str]], heading: Heading | None) -> Iterator[Sentence]:
    """Yield the cells of a table but those of its first row and column, which name the others."""
    rows = [(number, row_of(line)) for number, line in lines if not RULE.match(line.strip())]
    (_, names), *rows = rows
    for number, (label, *row) in rows:
        for name, cell in zip(names[1:], row, strict=False):
            if cell:
                behind = " · ".join(filter(None, [label, name]))
                yield made(number, f"{behind}: {cell}", heading, is_cell=True)


def row_of(line: str) -> list[str]:
    """The cells of one row; a bar inside of code is escaped."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def made(line: int, text: str, heading: Heading | None, *, is_cell: bool = False) -> Sentence:
    """A sentence without its markup.

    Args:
        line: where the sentence begins, counted from 1.
        text: as the page writes it, on one line.
        heading: the level-2 heading above it; None above the first.
        is_cell: whether it is a cell of a table.

    Returns:
        The sentence; white space of any kind is one space.
    """
    links = tuple(target for _, target in LINK.findall(text))
    bare = EMPHASIS.sub(lambda found: found[1] or "", LINK.sub(r"\1", text))
    return Sentence(line, " ".join(bare.split()), heading, is_cell, links)
