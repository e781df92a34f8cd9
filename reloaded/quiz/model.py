"""A question, its options, and the sessions that decide about them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reloaded.interpreters.gates import EVERYWHERE, Gate
from reloaded.session.model import Fence, Session

HOLE = "???"
"""Stands in a prompt for what is asked: an output, or a piece of what is typed or saved."""

KINDS = ("predict", "type", "choose", "select")
"""An output to choose, a text to type, one true statement, or some."""

ASKED = {
    "predict": "What is printed in place of ???",
    "line": "Which line raised the exception?",
    "type": "What stands in place of ???",
    "choose": "Which one is true?",
    "select": "Which are true? Choose all that are.",
}
"""What a question asks, by kind; `line` where it asks for the place of an exception."""

ADDED = {"choose": "", "select": "Choose all that are true."}
"""What is said instead where the prompt has asked already."""

LEVELS = ("recall", "predict", "diagnose")
"""What a question trains: a fact, what a program prints, the cause of a fault."""

ASKS = ("output", "line")
"""What is asked of an output: all of it, or the place of the line that raised."""


@dataclass(frozen=True)
class Option:
    """Something that a reader may answer.

    Attributes:
        line: of its text in the bank, counted from 1.
        text: an output or a piece of code as it is; a statement as Markdown.
        why: why it is right, or why it is wrong and who would think so, as Markdown.
        session: what decides about this option alone; None where the question's session decides.
        accepted: of a `type` question: whether its author would accept it; None elsewhere.
    """

    line: int
    text: str
    why: str
    session: Session | None = None
    accepted: bool | None = None

    @cached_property
    def key(self) -> str:
        """Names the option, wherever it stands among the others."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:6]


@dataclass(frozen=True)
class Question:
    """One question of the bank.

    Attributes:
        file: the bank's file, as the reader of a message would open it.
        line: where the question begins, counted from 1.
        id: its author's name for it, never used again for another.
        claim: the id of the claim that teaches it.
        kind: a key of `KINDS`.
        level: one of `LEVELS`.
        asks: one of `ASKS`.
        prompt: what the reader sees first, as Markdown with the fences of a chapter.
        prompt_line: where that begins in the file.
        session: the steps of the prompt, `???` among them.
        hole: the line of the step whose output is asked for; 0 where the options are something
            else.
        options: in the author's order.
        hint: shown on demand, as Markdown; may be empty.
        gate: the Pythons that it speaks of.
    """

    file: str
    line: int
    id: str
    claim: str
    kind: str
    level: str
    asks: str
    prompt: str
    prompt_line: int
    session: Session
    hole: int
    options: tuple[Option, ...]
    hint: str = ""
    gate: Gate = EVERYWHERE

    @cached_property
    def digest(self) -> str:
        """A hash of what a reader is asked: an answer that was kept belongs to this wording."""
        asked = [self.kind, self.prompt, self.asks, *sorted(option.text for option in self.options)]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:12]

    @cached_property
    def shuffled(self) -> tuple[Option, ...]:
        """The options as readers get them: in an order that tells nothing, and stays the same."""

        def place(option: Option) -> str:
            return hashlib.sha256(f"{self.id}\n{option.text}".encode()).hexdigest()

        return tuple(sorted(self.options, key=place))

    def parts(self) -> Iterator[str | Fence]:
        """The prompt in order: its prose as Markdown, and its fences."""
        lines = self.prompt.split("\n")
        done = 0
        for fence in self.session.fences:
            yield "\n".join(lines[done : fence.line - self.prompt_line])
            yield fence
            done = fence.last - self.prompt_line + 1
        yield "\n".join(lines[done:])

    @property
    def asked(self) -> str:
        """What the reader is to do, in one line; empty where the prompt says it all."""
        prose = "\n".join(part for part in self.parts() if isinstance(part, str))
        if self.kind in ADDED and prose.rstrip().endswith("?"):
            return ADDED[self.kind]
        return ASKED["line" if self.asks == "line" else self.kind]

    @property
    def place(self) -> str:
        """Where it stands, as an editor opens it."""
        return f"{self.file}:{self.line}"

    def speaks_of(self, version: str, implementation: str = "CPython") -> bool:
        """Whether it is asked about a minor version of an implementation of Python."""
        cpython_only = self.session.cpython_only and implementation != "CPython"
        return self.gate.admits(version) and not cpython_only
