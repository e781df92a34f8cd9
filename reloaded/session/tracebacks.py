"""Finds in an output what was raised: the lines that people search for."""

from __future__ import annotations

import re
from collections.abc import Iterator

HEADER = "Traceback (most recent call last):\n"

EXCEPTION = re.compile(
    r"(?: +\| )?(?P<type>\.\.\.(?=:)|[^\W\d][\w.]*)(?:: (?P<message>.+))?",
)
"""The first line of an exception below its frames; inside an exception group, after the margin."""

STATUS = "[exit status "
"""How the last line of a failing command starts."""


def exceptions(lines: list[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Find the first line of each exception: below a traceback's header, or a place in a file.

    Yields:
        The index of the line, and the match of `EXCEPTION`.
    """
    raised = False
    for number, line in enumerate(lines):
        bare = line.lstrip(" |+-").removeprefix("Exception Group ")
        if bare + "\n" == HEADER or bare.startswith('File "'):
            raised = True
        elif raised and (found := EXCEPTION.fullmatch(line)):
            raised = False
            yield number, found


def messages(lines: list[str]) -> Iterator[range]:
    """Find the lines of each exception: the first one, and those of a message that goes on."""
    for number, _ in exceptions(lines):
        end = number + 1
        while end < len(lines) and lines[end] and not lines[end].startswith((STATUS, " ")):
            end += 1
        yield range(number, end)
