"""Takes what one table of a TOML file must and may hold, and says by line what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reloaded.ask.patterns import fault_in
from reloaded.errors import BookError

AT_LINE = re.compile(r" ?\(at line (\d+), column \d+\)$")

HEADER = re.compile(r"^\[\[?([\w-]+)\]\]?\s*$", re.MULTILINE)
"""A line that begins a table: each of these files has them one after the other."""


@dataclass
class Table:
    """One table of a file; what is taken of it is not there any more.

    Attributes:
        name: what stands in its brackets.
        cells: what it holds.
        path: the file, as errors call it.
        line: where it begins, counted from 1.
        text: the lines of the file that it takes up, from that one on.
        prefix: what its keys begin with in these lines: `when.` for a table within a table.
    """

    name: str
    cells: dict[str, Any]
    path: str
    line: int
    text: str = field(repr=False)
    prefix: str = ""

    def error(self, message: str, key: str = "") -> BookError:
        """What is wrong with it, at the line of a key, or else at its first."""
        for number, line in enumerate(self.text.splitlines()):
            if key and re.match(rf"{re.escape(self.prefix + key)}(?!\w)", line):
                return BookError(message, self.path, self.line + number)
        return BookError(message, self.path, self.line)

    def string(self, key: str, *, must: bool = True) -> str:
        """Take a string; raises BookError for another value, or where it must be there."""
        if key not in self.cells:
            if must:
                raise self.error(f"has no {key}; write {key} = …")
            return ""
        value = self.cells.pop(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"{key} must be a string with something in it", key)
        return value

    def pattern(self, key: str, *, must: bool = True) -> str:
        """Take a regular expression; raises BookError for one that isn't the same in JavaScript."""
        value = self.string(key, must=must)
        if fault := fault_in(value):
            raise self.error(f"{key}: {fault}", key)
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """Take a list of strings, empty where there is none; raises BookError for anything else."""
        value = self.cells.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error(f"{key} must be a list of strings", key)
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Take a truth value, false where there is none; raises BookError for anything else."""
        value = self.cells.pop(key, False)
        if not isinstance(value, bool):
            raise self.error(f"{key} must be true or false", key)
        return value

    def inner(self, key: str) -> Table:
        """Take a table within this one, empty where there is none."""
        value = self.cells.pop(key, {})
        if not isinstance(value, dict):
            raise self.error(f"{key} must be a table: write {key}.… = …", key)
        name, prefix = f"{self.name}.{key}", f"{self.prefix}{key}."
        return Table(name, value, self.path, self.line, self.text, prefix)

    def finish(self) -> None:
        """Raise BookError for what nobody has taken."""
        for key in self.cells:
            raise self.error(f"{self.name} takes no {key}; correct or delete it", key)


def tables_in(text: str, path: str) -> Iterator[Table]:
    """Yield the tables of a file in order.

    Args:
        text: of the file.
        path: what errors call it.

    Yields:
        Tables `[name]`, and each of `[[name]]`.

    Raises:
        BookError: it isn't TOML.
    """
    try:
        data: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = AT_LINE.search(str(error))
        message = f"not TOML: {AT_LINE.sub('', str(error))}"
        raise BookError(message, path, int(at[1]) if at else None) from None
    # A program of a trigger may save a file with such a line in it.
    headers = [header for header in HEADER.finditer(text) if header[1] in data]
    ends = [*(header.start() for header in headers[1:]), len(text)]
    counted: dict[str, int] = {}
    for header, end in zip(headers, ends, strict=True):
        name = header[1]
        cells = data[name]
        if isinstance(cells, list):
            cells = cells[counted.setdefault(name, 0)]
            counted[name] += 1
        line = text.count("\n", 0, header.start()) + 1
        yield Table(name, dict(cells), path, line, text[header.start() : end])
