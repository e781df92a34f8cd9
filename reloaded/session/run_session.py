"""Runs a session on an interpreter and holds what it printed against the page: a proof."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reloaded.guest.runner import Folder
from reloaded.interpreters.environments import Interpreter
from reloaded.session.compare import difference
from reloaded.session.draw_tree import draw
from reloaded.session.live_prompt import LivePrompt, run_command, whole_lines
from reloaded.session.model import (
    Command,
    Compared,
    DeleteFile,
    Outcome,
    Prompt,
    SaveFile,
    Session,
    Step,
)

ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
"""A place in memory, where a page lets output vary: no two runs have the same, and no proof any."""

STEP_SECONDS = 10.0
"""How long one step may take."""


@dataclass(frozen=True)
class Proof:
    """What a session printed on one interpreter.

    Attributes:
        digest: of the session.
        interpreter: its name, such as `CPython 3.13.0`.
        language: the version of Python that it speaks, such as `3.13.0`.
        full: its `sys.version`.
        system: the operating system that it ran on, such as `Linux`.
        outcomes: one for each step that the interpreter's version admits, in order.
    """

    digest: str
    interpreter: str
    language: str
    full: str
    system: str
    outcomes: tuple[Outcome, ...]

    @property
    def holds(self) -> bool:
        """Whether every step printed what the page says."""
        return not any(outcome.trouble for outcome in self.outcomes)


def prove(session: Session, interpreter: Interpreter, seconds: float = STEP_SECONDS) -> Proof:
    """Run a session in a fresh interpreter and a fresh folder.

    Args:
        session: what to run.
        interpreter: where to run it.
        seconds: how long each step may take.

    Returns:
        One outcome for each step that the interpreter's version admits. A wrong output raises
        nothing: it is the `trouble` of its outcome.
    """
    with tempfile.TemporaryDirectory(prefix="reloaded-", ignore_cleanup_errors=True) as scratch:
        run = Run(interpreter, Path(os.path.realpath(scratch)), seconds)
        try:
            outcomes = tuple(run.outcomes(session))
        finally:
            run.close()
    return Proof(
        session.digest,
        interpreter.name,
        interpreter.language,
        interpreter.full,
        interpreter.system,
        outcomes,
    )


class Run:
    """One run of one session, in the folder `demo` below a scratch folder.

    Args:
        interpreter: where the session runs.
        scratch: an empty folder, which the session takes for its home; its path holds no link.
        seconds: how long each step may take.
    """

    def __init__(self, interpreter: Interpreter, scratch: Path, seconds: float) -> None:
        self.interpreter = interpreter
        self.home = scratch
        self.seconds = seconds
        self.path = scratch / "demo"
        self.path.mkdir()
        self.folder = Folder(str(self.path))
        self.prompt: LivePrompt | None = None
        self.trouble = ""

    def outcomes(self, session: Session) -> Iterator[Outcome]:
        """Do every step in turn; after one that breaks the session, report the others unreached."""
        broken = ""
        for fence in session.fences:
            for step in fence.steps:
                if not step.gate.admits(self.interpreter.language):
                    continue
                if broken:
                    yield Outcome(step.line, "", broken)
                    continue
                outcome, ends = self.do(step)
                if ends:
                    broken = f"not reached: the session ended at line {step.line}"
                yield outcome
            if self.prompt and self.prompt.exits:
                self.close()  # the next prompt of the session is that of a new interpreter

    def do(self, step: Step) -> tuple[Outcome, bool]:
        """Do one step; tell as well whether the session cannot go on after it."""
        printed, trouble, ends = "", "", False
        try:
            if isinstance(step, SaveFile):
                self.folder.save(step.path, step.text, step.same_second)
            elif isinstance(step, DeleteFile):
                for path in step.paths:
                    self.folder.delete(path)
            elif isinstance(step, Prompt):
                printed, trouble, ends = self.type(step)
            elif isinstance(step, Command):
                printed, trouble = self.run(step)
            elif isinstance(step, Compared):
                printed = draw(self.folder.paths(), step.expected)
        except OSError as error:
            trouble = f"the file system refuses: {self.public(str(error))}"
        printed = whole_lines(self.public(printed))
        if isinstance(step, Compared):
            trouble = "\n".join(filter(None, [trouble, difference(step, printed)]))
            printed = ADDRESS.sub("0x…", printed) if step.ellipsis else printed
        return Outcome(step.line, printed, trouble), ends

    def type(self, step: Prompt) -> tuple[str, str, bool]:
        """Type a statement at the prompt; start an interpreter if none is waiting there."""
        if self.prompt is None:
            self.prompt = self.start()
        if self.prompt.exits:
            return "", "the interpreter has exited; type this in a fence of its own", True
        printed, ended = self.prompt.type(step.source, self.seconds)
        if ended is None or (self.prompt.exits and ended.status is not None):
            return printed, "", False
        return printed, f"the interpreter did not come back: {ended}", True

    def start(self) -> LivePrompt:
        """Start an interpreter in the session's folder."""
        return LivePrompt(self.interpreter, self.path, self.home)

    def run(self, step: Command) -> tuple[str, str]:
        """Run a shell command; whatever it made gets the time of a person's doing."""
        printed, ended = run_command(
            step.source, self.interpreter, self.path, self.home, self.seconds
        )
        self.folder.touch()
        return printed, "" if ended.status is not None else f"the command hangs: {ended}"

    def public(self, text: str) -> str:
        """Show the session's folder as `/demo`, and its environment as `/venv`."""
        return text.replace(str(self.path), "/demo").replace(str(self.interpreter.home), "/venv")

    def close(self) -> None:
        """End the interpreter, if one is waiting."""
        if self.prompt is not None:
            self.prompt.close()
            self.prompt = None
