"""The values that everything else passes around: chapters, sessions, fences and steps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property

from reloaded.interpreters.gates import EVERYWHERE, SUPPORTED, Gate


@dataclass(frozen=True)
class Step:
    """One thing that happens in a session.

    Attributes:
        line: where it stands in the Markdown file, counted from 1.
        gate: the Pythons on which it happens.
    """

    line: int
    gate: Gate

    def as_data(self) -> list[object]:
        """The step without its place on the page, as JSON can hold it."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        del values["line"]
        values["gate"] = self.gate.text
        return [type(self).__name__, values]


@dataclass(frozen=True)
class SaveFile(Step):
    """A file is saved, for the first time or again.

    Attributes:
        path: relative to the session's folder, with forward slashes.
        text: the whole file.
        same_second: saved within the second of the save before; else two seconds after it.
    """

    path: str
    text: str
    same_second: bool = False


@dataclass(frozen=True)
class DeleteFile(Step):
    """Files are deleted: `$ rm bar.py`.

    Attributes:
        paths: relative to the session's folder, with forward slashes.
    """

    paths: tuple[str, ...]


@dataclass(frozen=True)
class Compared(Step):
    """A step whose output is compared with the page.

    Attributes:
        source: what is typed, without prompts, its lines joined by newlines.
        expected: what the page says is printed: empty, or lines that each end in a newline.
        ellipsis: `...` in `expected` stands for any text.
    """

    source: str
    expected: str
    ellipsis: bool = False


@dataclass(frozen=True)
class Prompt(Compared):
    """A statement typed at `>>>`."""


@dataclass(frozen=True)
class Command(Compared):
    """A command typed at the shell's `$`."""


@dataclass(frozen=True)
class Tree(Compared):
    """A drawing of the session's folder; `source` is empty."""


@dataclass(frozen=True)
class Fence:
    """A code block of a page.

    Attributes:
        line: of its opening backticks, counted from 1.
        last: the line of its closing backticks.
        indent: the spaces before it, as inside a tab or an admonition.
        language: the first word of its info string.
        text: what the reader sees, includes filled in.
        steps: what it does in its session; empty for an illustration.
        gate: the Pythons of which it speaks.
        rest: what the page says of the Pythons that its group of gated fences leaves out.
        illustration: why nothing checks it; empty where something does.
    """

    line: int
    last: int
    indent: str
    language: str
    text: str
    steps: tuple[Step, ...] = ()
    gate: Gate = EVERYWHERE
    rest: str = ""
    illustration: str = ""


@dataclass(frozen=True)
class Wording:
    """How a person in trouble asks for a claim.

    Attributes:
        line: where it stands on the page, counted from 1.
        text: what they type.
        tell: what tells this claim from others that are asked for alike; empty where none is.
    """

    line: int
    text: str
    tell: str = ""


@dataclass(frozen=True)
class Session:
    """The section of one claim, as a program.

    Attributes:
        page: the Markdown file, as the reader of a message would open it.
        id: the claim's fixed id, unique in the book.
        claim: the heading, as Markdown.
        line: of the heading.
        fences: its code blocks, in order, illustrations among them.
        cpython_only: the claim is about an implementation detail of CPython.
        in_short: the claim's answer in one sentence, as Markdown; empty where the page has none.
        asked: how people ask for it.
    """

    page: str
    id: str
    claim: str
    line: int
    fences: tuple[Fence, ...]
    cpython_only: bool = False
    in_short: str = ""
    asked: tuple[Wording, ...] = ()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Everything that happens, top to bottom, on whichever Python."""
        return tuple(step for fence in self.fences for step in fence.steps)

    def steps_on(self, version: str, implementation: str = "CPython") -> tuple[Step, ...]:
        """What happens on a version such as `"3.13.0"` of an implementation of Python."""
        if self.cpython_only and implementation != "CPython":
            return ()
        return tuple(step for step in self.steps if step.gate.admits(version))

    def speaks_of(self, version: str, implementation: str = "CPython") -> bool:
        """Whether anything is compared on a version of an implementation of Python."""
        return any(isinstance(step, Compared) for step in self.steps_on(version, implementation))

    @property
    def versions(self) -> tuple[str, ...]:
        """The minor versions of CPython of which it compares anything on a release."""
        compared = [step.gate for step in self.steps if isinstance(step, Compared)]
        return tuple(
            version for version in SUPPORTED if any(version in gate.versions for gate in compared)
        )

    @property
    def picture(self) -> Fence | None:
        """The fence that asks for a picture; it does nothing, and leaves the hash alone."""
        return next((fence for fence in self.fences if fence.language == "picture"), None)

    @cached_property
    def digest(self) -> str:
        """A hash of what is run and expected: the same wherever on the page it stands."""
        data = json.dumps([step.as_data() for step in self.steps], sort_keys=True)
        return hashlib.sha256(data.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Chapter:
    """One page of the book.

    Attributes:
        path: the Markdown file, as the reader of a message would open it.
        title: the level-1 heading; empty where there is none.
        sessions: its claims, in order.
        fences: all its code blocks, in order, those outside claims included.
        snippets: the files that it embeds, relative to the snippets folder.
    """

    path: str
    title: str
    sessions: tuple[Session, ...]
    fences: tuple[Fence, ...]
    snippets: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """What came of one step.

    Attributes:
        line: the step's place on the page.
        printed: what it printed, with the session's folder shown as `/demo`.
        trouble: what is wrong, for a person to read; empty where the page tells the truth.
    """

    line: int
    printed: str
    trouble: str = ""


def replaced(session: Session, changes: Mapping[Step, Step | None]) -> Session:
    """The session with some steps changed, and those that became None dropped."""
    fences = []
    for fence in session.fences:
        steps = (changes.get(step, step) for step in fence.steps)
        fences.append(replace(fence, steps=tuple(step for step in steps if step is not None)))
    return replace(session, fences=tuple(fences))
