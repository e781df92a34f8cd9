"""Finds the headings and the code fences of a Markdown text; knows nothing of what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reloaded.errors import BookError
from reloaded.session.front_matter import MARK
from reloaded.session.page_lint import CODE_OR_COMMENT, refuse_hidden, refuse_odd_comment

OPENING = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,}|~{3,})(?P<info>[^`]*)$")
HEADING = re.compile(
    r"^(?P<marks>#{1,6})(?P<space>\s*)(?P<text>.*?)\s*#*\s*(?:\{(?P<attributes>[^}]*)\}\s*)?$"
)
ATTRIBUTE = re.compile(r'\s*(?P<name>[\w-]+)(?:="(?P<value>[^"]*)")?(?=\s|$)')
UNDERLINE = re.compile(r"^(-+|=+)\s*$")


@dataclass(frozen=True)
class Heading:
    """A heading: `## A claim { #its-id .prose }`."""

    line: int
    level: int
    text: str
    id: str
    classes: tuple[str, ...]


@dataclass(frozen=True)
class RawFence:
    """A code fence as it stands in the text, its body without the indentation.

    `body` has one entry a line, without newlines; `body[0]` stands on `line + 1`.
    """

    line: int
    last: int
    indent: str
    language: str
    attributes: dict[str, str]
    body: tuple[str, ...]


def scan(lines: list[str], path: str, first_line: int = 1) -> Iterator[Heading | RawFence]:
    """Yield the headings and fences of a page, in order.

    Args:
        lines: the page without newlines.
        path: names the page in errors.
        first_line: the number of `lines[0]` in its file; a part of a file has no front matter.

    Yields:
        Each heading and fence; a fence's lines are not read for anything else.

    Raises:
        BookError: a fence or heading is written in a way that a builder might read otherwise.
    """
    done = front_matter(lines) if first_line == 1 else 0
    while done < len(lines):
        line, number = lines[done], first_line + done
        done += 1
        if not line:
            continue
        if opening := OPENING.match(line):
            fence = read_fence(lines[done:], number, opening, path)
            done = fence.last - first_line + 1
            yield fence
        elif line.startswith("#"):
            yield read_heading(line, number, path)
        elif UNDERLINE.match(line) and done > 1 and lines[done - 2].strip():
            raise BookError(
                "this underline makes the line above it a heading; write '## ' before it,"
                " or leave a blank line above a rule",
                path,
                number,
            )
        else:
            refuse_hidden(line, number, path)
            if "<!--" in CODE_OR_COMMENT.sub("", line):
                done = skip_comment(lines[done:], number, path) - first_line + 1


def skip_comment(below: list[str], start: int, path: str) -> int:
    """The number of the line that ends the HTML comment of line `start`.

    Args:
        below: the lines of the page behind line `start`.
        start: the line that the comment begins on, counted from 1.
        path: names the page in errors.

    Returns:
        The number of the line that holds its `-->`.

    Raises:
        BookError: it is never closed, or a heading or fence stands inside of it, which no reader
            sees.
    """
    for number, line in enumerate(below, start + 1):
        refuse_odd_comment(line, number, path)
        if "-->" in line:
            return number
        if OPENING.match(line) or line.startswith("#"):
            raise BookError(
                f"no reader sees this: the HTML comment of line {start} is still open; end it with"
                " --> above, or delete this",
                path,
                number,
            )
    raise BookError("this HTML comment is never closed; end it with -->", path, start)


def front_matter(lines: list[str]) -> int:
    """How many lines at the top are YAML between two `---`."""
    if lines and lines[0] == MARK and MARK in lines[1:]:
        return lines.index(MARK, 1) + 1
    return 0


def read_heading(line: str, number: int, path: str) -> Heading:
    """Take a heading apart into its level, text, id and classes.

    Args:
        line: which begins with `#`.
        number: its place in the page, counted from 1.
        path: names the page in errors.

    Returns:
        The heading; an empty id where none is written.

    Raises:
        BookError: it has no words or no space behind the `#`, or braces that hold anything but
            classes and one id.
    """
    match = HEADING.match(line)
    if match is None or not match["text"]:
        raise BookError("a heading without words; write some, or delete the line", path, number)
    if not match["space"]:
        raise BookError("put a space between the '#' and the heading", path, number)
    words = (match["attributes"] or "").lstrip(":").split()
    ids = [word[1:] for word in words if word.startswith("#")]
    classes = tuple(word[1:] for word in words if word.startswith("."))
    if len(ids) + len(classes) != len(words) or len(ids) > 1:
        raise BookError(
            f"{{{match['attributes']}}} is not an id or a class;"
            " write '{ #id }' or '{ .prose }'",
            path,
            number,
        )
    return Heading(number, len(match["marks"]), match["text"], "".join(ids), classes)


def read_fence(below: list[str], start: int, opening: re.Match[str], path: str) -> RawFence:
    """Read a fence whose opening backticks are line `start`, up to its closing ones below.

    Args:
        below: the lines of the page behind the opening.
        start: the line of the opening backticks, counted from 1.
        opening: the match of `OPENING`.
        path: names the page in errors.

    Returns:
        The fence; its `last` is the line of the closing backticks.

    Raises:
        BookError: it is never closed, closed otherwise than opened, or a line in it is indented
            less.
    """
    indent, ticks = opening["indent"], opening["ticks"]
    again = re.compile(rf"^ *{ticks[0]}{{{len(ticks)},}}(?P<more>.*)$")
    language, attributes = read_info(opening["info"], path, start)
    body: list[str] = []
    for number, line in enumerate(below, start + 1):
        if closing := again.match(line):
            if closing["more"].strip():
                raise BookError(
                    f"the fence of line {start} is still open; close it above, or open it with more"
                    f" of its {ticks[0]}",
                    path,
                    number,
                )
            if not line.startswith(indent) or line[len(indent)] != ticks[0]:
                raise BookError(
                    f"close the fence of line {start} with {len(indent)} spaces before it, as it"
                    " was opened",
                    path,
                    number,
                )
            return RawFence(start, number, indent, language, attributes, tuple(body))
        if line.strip() and not line.startswith(indent):
            raise BookError(
                f"indent this line by {len(indent)} spaces, like the fence of line {start}",
                path,
                number,
            )
        body.append(line[len(indent) :])
    raise BookError(f"this fence is never closed; end it with {ticks}", path, start)


def read_info(info: str, path: str, line: int) -> tuple[str, dict[str, str]]:
    """Take an info string such as `python title="bar.py"` apart.

    Args:
        info: what follows the opening backticks.
        path: names the page in errors.
        line: of the opening backticks.

    Returns:
        The language, and the attributes by name, without quotes.

    Raises:
        BookError: it begins with a brace, or an attribute is malformed or given twice.
    """
    language, _, rest = info.strip().partition(" ")
    attributes: dict[str, str] = {}
    position = 0
    rest = rest.rstrip()
    if language.startswith("{"):
        raise BookError('write the language first and no braces: ```python title="…"', path, line)
    while position < len(rest):
        match = ATTRIBUTE.match(rest, position)
        if match is None or match["value"] is None:
            raise BookError(
                f'"{rest[position:].strip()}" is not an attribute; write name="value"',
                path,
                line,
            )
        if match["name"] in attributes:
            raise BookError(f"the attribute {match['name']} is given twice; keep one", path, line)
        attributes[match["name"]] = match["value"]
        position = match.end()
    return language, attributes
