"""Tells whether what was printed is what the page says."""

from __future__ import annotations

import difflib
import re

from reloaded.session.model import Compared

HEADER = "Traceback (most recent call last):\n"
FRAMES = re.compile(r"^ +\.\.\.\n", re.MULTILINE)


def difference(step: Compared, printed: str) -> str:
    """Compare a step's output with what its page expects.

    The comparison is exact, but for two things: an indented `...` below a traceback's header stands
    for its frames, and where the step allows an ellipsis, `...` stands for any text.

    Args:
        step: what the page says.
        printed: what came out, with the session's folder shown as `/demo`.

    Returns:
        An empty string where they agree; else expected, got and a diff, for a person to read.
    """
    if re.fullmatch(pattern(step), printed, re.DOTALL):
        return ""
    return "\n".join(
        [
            "Expected:",
            *shown(step.expected),
            "Got:",
            *shown(printed),
            "Diff (- the page, + the interpreter):",
            *diff(step.expected, printed),
        ]
    )


def pattern(step: Compared) -> str:
    """The expected output as a regular expression, to be matched whole."""
    if step.ellipsis:
        return ".*?".join(map(re.escape, step.expected.split("...")))
    return "".join(
        part if number % 2 else re.escape(part)
        for number, part in enumerate(elide_frames(step.expected))
    )


def elide_frames(expected: str) -> list[str]:
    """Split at the `...` of each traceback: literal text at even places, a pattern at odd ones."""
    parts: list[str] = []
    header_seen = False
    literal = ""
    for line in expected.splitlines(keepends=True):
        if header_seen and FRAMES.match(line):
            parts += [literal, r"(?:[ ][^\n]*\n)+"]
            literal = ""
            header_seen = False
        else:
            literal += line
            header_seen = line.lstrip(" |+-").startswith(HEADER) or (
                header_seen and line.startswith(" ")
            )
    return [*parts, literal]


def shown(text: str) -> list[str]:
    """Indent a text, and say so where it is empty."""
    return ["    " + line for line in text.splitlines()] or ["    (nothing)"]


def diff(expected: str, printed: str) -> list[str]:
    """The lines that differ, each marked, at most a screen of them."""
    lines = [
        line.rstrip("\n")
        for line in difflib.ndiff(
            expected.splitlines(keepends=True)[:200], printed.splitlines(keepends=True)[:200]
        )
    ]
    return ["    " + line for line in lines[:60]]
