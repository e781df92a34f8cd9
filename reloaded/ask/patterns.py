"""Refuses regular expressions that Python and JavaScript read differently, or that may not end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as constants  # type: ignore[attr-defined]  # no stubs
from re import _parser as parser  # type: ignore[attr-defined]  # no stubs
from typing import Any

PYTHON_ONLY = (
    (re.compile(r"\(\?P[<=>]"), "a group with a name; number it"),
    (re.compile(r"\(\?[aiLmsux]+[:)-]"), "a flag"),
    (re.compile(r"\(\?#"), "a comment"),
    (re.compile(r"\(\?>"), "an atomic group"),
    (re.compile(r"\(\?\("), "a condition"),
    (re.compile(r"[*+?}]\+"), "a possessive repeat"),
    (re.compile(r"\\[AZzGQE]"), "an anchor or escape that JavaScript lacks; write ^ or $"),
    (re.compile(r"\[\]|\[\^\]"), "a set that begins with a bracket; write \\]"),
)
"""What Python knows and JavaScript doesn't, and what to say of it."""

Parsed = list[tuple[Any, Any]]


def fault_in(pattern: str) -> str:
    """Say what is wrong with a regular expression; empty where nothing is."""
    for found, words in PYTHON_ONLY:
        if match := found.search(pattern.replace("\\\\", "__")):
            return f"{match[0]} is {words}"
    try:
        parsed = parser.parse(pattern)
    except re.error as error:
        return f"it is no regular expression: {error}"
    if may_not_end(list(parsed)):
        return (
            "in one of its repeats stands another, and nothing that must stand between two rounds, "
            "so a line that almost matches takes forever; put a fixed character there"
        )
    return ""


def may_not_end(parsed: Parsed, *, inside: bool = False) -> bool:
    """Tell whether a repeat within a repeat can divide one run of characters in many ways.

    Args:
        parsed: a part of a regular expression, as Python's parser gives it.
        inside: whether that part is all that an unlimited repeat repeats.
    """
    is_fixed = any(kind in (constants.LITERAL, constants.IN) for kind, _ in parsed)
    for kind, what in parsed:
        if kind in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            _, most, body = what
            is_unlimited = most is constants.MAXREPEAT
            if (is_unlimited and inside and not is_fixed) or may_not_end(
                list(body), inside=is_unlimited or inside
            ):
                return True
        elif any(may_not_end(part, inside=inside) for part in parts(what)):
            return True
    return False


def parts(what: object) -> Iterator[Parsed]:
    """Yield the parts of a group, an assertion or an alternation."""
    if isinstance(what, parser.SubPattern):
        yield list(what)
    elif isinstance(what, tuple | list):
        for one in what:
            yield from parts(one)
