"""Tells whether what was printed is what the page says."""

from __future__ import annotations

import difflib
import re

from reloaded.session.model import Compared
from reloaded.session.tracebacks import HEADER

FRAMES = re.compile(r"(?P<margin>(?: +\|)?) +\.\.\.\n")
"""An elision below a traceback's header; inside an exception group, after the group's margin."""

LINES, WIDTH = 60, 500
"""How much of a text is shown to a person: so many lines, so many characters of each."""

AROUND = 30
"""How many characters before and behind a difference are shown."""


def difference(step: Compared, printed: str) -> str:
    """Compare a step's output with what its page expects.

    The comparison is exact, but for two things: an indented `...` below a traceback's header stands
    for its frames, and where the step allows an ellipsis, `...` stands for any text.

    Args:
        step: what the page says.
        printed: what came out, with the session's folder shown as `/demo`.

    Returns:
        An empty string where they agree; else expected, got and a diff, for a person to read; where
        a person could overlook the difference, its first place as well, with escapes.
    """
    if agrees(step, printed):
        return ""
    expected, got = clipped(step.expected), clipped(printed)
    return "\n".join(
        [
            "Expected:",
            *(indented(expected) or ["    (nothing)"]),
            "Got:",
            *(indented(got) or ["    (nothing)"]),
            "Diff (- the page, + the interpreter):",
            *indented(list(difflib.ndiff(expected, got))[:LINES]),
            *located(step.expected, printed),
        ]
    )


def located(expected: str, printed: str) -> list[str]:
    """Name the first difference of two texts, where a person would not see it.

    Returns:
        No line where both differing lines are plain and shown; else two, with escapes for whatever
        is no plain character, and for a space at the end of a line.
    """
    texts = [collapsed(text).split("\n") for text in (expected, printed)]
    number = next(
        (at for at, (a, b) in enumerate(zip(*texts, strict=False)) if a != b),
        min(map(len, texts)),
    )
    page_line, printed_line = (text[number] if number < len(text) else "" for text in texts)
    common = zip(page_line, printed_line, strict=False)
    column = next(
        (at for at, (a, b) in enumerate(common) if a != b), min(len(page_line), len(printed_line))
    )
    if (
        number < LINES
        and column < WIDTH
        and is_plain(page_line)
        and is_plain(printed_line)
        and page_line != printed_line
    ):
        return []
    start = max(0, column - AROUND)
    shown = [escaped(text[start : column + AROUND]) for text in (page_line, printed_line)]
    return [
        f"First difference: line {number + 1}, column {column + 1} of the output.",
        f"    the page has        {shown[0]}",
        f"    the interpreter has {shown[1]}",
    ]


def is_plain(line: str) -> bool:
    """Whether a line looks like what it is: no control, no odd space, none at the end."""
    return line == line.rstrip() and line.isprintable()


def escaped(text: str) -> str:
    """A text between quotes, with an escape for each character that could be taken for another."""
    return "".join(
        char if char.isprintable() and (char.isascii() or char.isalnum()) else ascii(char)[1:-1]
        for char in f'"{text}"'
    )


def collapsed(text: str) -> str:
    """A text whose tracebacks have `...` in place of their frames."""
    lines: list[str] = []
    in_frames = False
    for line in text.split("\n"):
        if in_frames and line.startswith(" "):
            lines += [] if lines[-1] == "  ..." else ["  ..."]
            continue
        in_frames = line + "\n" == HEADER
        lines.append(line)
    return "\n".join(lines)


def agrees(step: Compared, printed: str) -> bool:
    """Whether the output is the expected one."""
    if step.ellipsis:
        return matches(step.expected.split("..."), printed)
    pattern = "".join(
        part if number % 2 else re.escape(part)
        for number, part in enumerate(elide_frames(step.expected))
    )
    return re.fullmatch(pattern, printed) is not None


def matches(parts: list[str], printed: str) -> bool:
    """Whether a text consists of these parts, in order, with anything between them.

    Each part is looked for once, from the end of the part before: a pattern would try every place.
    """
    if len(parts) == 1:
        return printed == parts[0]
    first, *middle, last = parts
    place, end = len(first), len(printed) - len(last)
    if not (printed.startswith(first) and printed.endswith(last) and place <= end):
        return False
    for part in middle:
        found = printed.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True


def elide_frames(expected: str) -> list[str]:
    """Split at the `...` of each traceback: literal text at even places, a pattern at odd ones."""
    parts: list[str] = []
    header_seen = False
    literal = ""
    for line in expected.splitlines(keepends=True):
        if header_seen and (frames := FRAMES.match(line)):
            parts += [literal, rf"(?:{re.escape(frames['margin'])}[ ]{{2}}[^\n]*\n)+"]
            literal = ""
            header_seen = False
        else:
            literal += line
            is_header = line.lstrip(" |+-").removeprefix("Exception Group ") == HEADER
            header_seen = is_header or (header_seen and line.startswith(" "))
    return [*parts, literal]


def clipped(text: str) -> list[str]:
    """The lines of a text, as many and as much of each as a person would read."""
    start = text[: LINES * WIDTH]
    lines = start.splitlines()
    clip = [line if len(line) <= WIDTH else line[:WIDTH] + " […]" for line in lines[:LINES]]
    return clip + ["[…]"] * (len(start) < len(text) or len(lines) > LINES)


def indented(lines: list[str]) -> list[str]:
    """Set a text off from the messages around it."""
    return ["    " + line for line in lines]
