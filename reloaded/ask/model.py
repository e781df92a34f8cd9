"""What the book knows of an error message: its words, who prints it, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reloaded.interpreters.gates import SUPPORTED


@dataclass(frozen=True)
class Trigger:
    """A program that makes Python print a message.

    Attributes:
        files: by path, what to save before; a folder comes with its files.
        run: what follows `python` on the command line.
        environment: variables to set.
        programs: what must be installed besides Python, such as a compiler.
    """

    files: Mapping[str, bytes]
    run: tuple[str, ...]
    environment: Mapping[str, str]
    programs: tuple[str, ...]


@dataclass(frozen=True)
class Cause:
    """Why a message may be printed.

    Attributes:
        name: what messages call it.
        what: the cause, as a sentence.
        tell: how one sees that it is this one; empty where nothing tells.
        remedy: what to do.
        claim: the id of the claim that shows it; empty where none does.
        message: a regular expression that finds the tell-tale in the message's line; or empty.
        frames: the same for the lines around, which are the frames and what stands between them.
        fact: the name of what a script finds out about the frames; see `recognise.js`.
    """

    name: str
    what: str
    tell: str
    remedy: str
    claim: str
    message: str
    frames: str
    fact: str


@dataclass(frozen=True)
class Message:
    """What Python, or a tool, prints when something about an import is wrong.

    Attributes:
        id: its name.
        text: its words, with `{names}` for what changes.
        pattern: a regular expression for the whole line.
        exception: what it begins with; empty for what is no exception or warning.
        also: other wordings of old or of other programs, which may end differently.
        meaning: what Python says by it.
        python: the versions that print it, as `>=3.12` or `>=3.8,<3.14`; empty where that is
            no matter of the version.
        pypy: whether PyPy prints it.
        claim: the id of the claim that explains it; empty where none does.
        source: where the words stand.
        needs: a regular expression for something around it, for words that are too common.
        causes: why, the likeliest first.
        trigger: a program that makes Python print it; None where no program can.
        unprinted: why no program can.
        waits_for_packages: what must be installed before the program runs.
        example: a line as it is printed, where no Python of the book's prints it.
        path: the file that it stands in.
        line: where, counted from 1.
    """

    id: str
    text: str
    pattern: str
    exception: str
    also: tuple[str, ...]
    meaning: str
    python: str
    pypy: bool
    claim: str
    source: str
    needs: str
    causes: tuple[Cause, ...]
    trigger: Trigger | None
    unprinted: str
    waits_for_packages: tuple[str, ...]
    example: str
    path: str = field(compare=False)
    line: int = field(compare=False)

    def is_printed_on(self, minor: str, implementation: str) -> bool:
        """Whether a Python prints it.

        Args:
            minor: of the language: `3.13`.
            implementation: `CPython` or `PyPy`.
        """
        if self.unprinted or self.waits_for_packages:
            return False
        if implementation == "PyPy":
            return self.pypy
        return bool(self.python) and in_range(minor, self.python)

    @property
    def printers(self) -> list[str]:
        """The Pythons of the book's that print it."""
        found = [minor for minor in SUPPORTED if self.is_printed_on(minor, "CPython")]
        return [*found, *["PyPy"] * self.is_printed_on(SUPPORTED[0], "PyPy")]


def in_range(minor: str, bounds: str) -> bool:
    """Whether a minor version lies in a range such as `>=3.8,<3.14`."""
    number = as_number(minor)
    return all(
        number >= as_number(bound[2:]) if bound.startswith(">=") else number < as_number(bound[1:])
        for bound in bounds.split(",")
    )


def as_number(minor: str) -> tuple[int, ...]:
    """What versions are compared by."""
    return tuple(map(int, minor.split(".")))
