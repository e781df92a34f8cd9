"""Finds the messages that a session prints: below frames, as a warning, or by a `print`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reloaded.session.tracebacks import exceptions, messages

NAMED = re.compile(
    r"(?:^|.*?[\s:])(?P<kind>[A-Z]\w*(?:Error|Exception|Warning|Interrupt|Exit|Group))"
    r"(?:: (?P<said>.+)|\((?P<quote>['\"])(?P<argument>.*)(?P=quote)\))"
)
"""A line with `SomeError: message`, or with `SomeError('message')`, whatever stands before it."""

BARE = (
    ("ModuleNotFoundError", r"No module named '[^']+'(?:; '[^']+' is not a package)?"),
    ("ModuleNotFoundError", r"import of \S+ halted; None in sys\.modules"),
    ("ModuleNotFoundError", r"spec not found for the module '[^']+'"),
    ("ImportError", r"(?:module|parent) \S+ not in sys\.modules"),
    ("ImportError", r"cannot import name '[^']+' from .+"),
    ("ImportError", r"attempted relative import .+"),
    ("AttributeError", r"(?:\(?partially initialized )?module '[^']+' has no attribute '[^']+'.*"),
    ("AttributeError", r"'\w+' object has no attribute '\w+'"),
    ("TypeError", r"reload\(\) argument must be a module"),
    ("RecursionError", r"maximum recursion depth exceeded.*"),
    ("ImportError", r"there is no dictionary"),
    ("KeyError", r"'upload'"),
    ("TypeError", r"\w+\(\) missing \d+ required .+"),
)
"""What `print(error)` leaves of the exceptions that the book prints so: no name, so each is known
by its words. A test runs every handler of the book, and tells which words are missing here."""


def printed_in(output: str) -> Iterator[tuple[str, str]]:
    """Yield each message in an output, with the name of its exception or warning."""
    lines = output.splitlines()
    below_frames = {number for place in messages(lines) for number in place}
    for (_, match), place in zip(exceptions(lines), messages(lines), strict=True):
        kind = match["type"].rpartition(".")[2]
        yield kind, " ".join(lines[number].strip() for number in place)
    for number, line in enumerate(lines):
        if number in below_frames:
            continue
        if named := NAMED.fullmatch(line):
            yield named["kind"], f"{named['kind']}: {named['said'] or named['argument']}"
        else:
            yield from bare(line)


def bare(line: str) -> Iterator[tuple[str, str]]:
    """Yield the message at the end of a line that doesn't name its exception, if there is one."""
    for kind, words in BARE:
        if found := re.search(rf"(?:^|\s)({words})$", line):
            yield kind, f"{kind}: {found[1]}"
            return
