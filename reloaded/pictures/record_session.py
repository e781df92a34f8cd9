"""Runs a session once more, with a recorder beside the runner, and keeps what it saw."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reloaded import files
from reloaded.errors import BookError
from reloaded.interpreters.environments import RUNNER, Interpreter
from reloaded.pictures.model import Recording, snapshot
from reloaded.session.live_prompt import LivePrompt
from reloaded.session.model import Outcome, Prompt, Session, Step
from reloaded.session.run_session import STEP_SECONDS, Run

GUEST = Path(__file__).parents[1] / "guest"
RECORDER, PROBE = GUEST / "namespace_recorder.py", GUEST / "probe.py"


def record(
    session: Session,
    interpreter: Interpreter,
    probes: tuple[str, ...] = (),
    recorder: str = "",
) -> Recording:
    """Run a session and record it.

    Args:
        session: what to run.
        interpreter: where to run it.
        probes: expressions to evaluate after each statement, in a copy of the process.
        recorder: the recorder's source, in place of our own.

    Returns:
        What it printed, and a snapshot after each statement.

    Raises:
        BookError: the session starts a second interpreter, whose objects are others; or the
            recorder fails.
    """
    return read(run_recorded(session, interpreter, probes, recorder))


def run_recorded(
    session: Session, interpreter: Interpreter, probes: tuple[str, ...], recorder: str = ""
) -> dict[str, Any]:
    """Run and record a session; see `record`.

    Args:
        session: what to run.
        interpreter: where to run it.
        probes: expressions to evaluate after each statement.
        recorder: the recorder's source, in place of our own.

    Returns:
        Its `outcomes`, and as `seen` pairs of a line and what the recorder answered after it: as
        JSON can hold them.

    Raises:
        BookError: as `record`.
    """
    with tempfile.TemporaryDirectory(prefix="reloaded-", ignore_cleanup_errors=True) as scratch:
        run = RecordedRun(interpreter, Path(os.path.realpath(scratch)), STEP_SECONDS)
        run.probes = probes
        run.recorder = recorder or RECORDER.read_text(encoding="utf-8")
        try:
            outcomes = tuple(run.outcomes(session))
        finally:
            run.close()
    trouble = run.trouble
    if run.started > 1:
        trouble = "a picture shows one interpreter, and this session starts another; delete it"
    if trouble:
        raise BookError(trouble, session.page, session.line)
    return {"outcomes": [asdict(outcome) for outcome in outcomes], "seen": run.seen}


def read(data: dict[str, Any]) -> Recording:
    """Make a recording of its data."""
    outcomes = tuple(Outcome(**outcome) for outcome in data["outcomes"])
    return Recording(outcomes, tuple(snapshot(line, seen) for line, seen in data["seen"]))


class RecordedRun(Run):
    """A run whose interpreter tells what it sees after each statement.

    Args:
        interpreter: where the session runs.
        scratch: an empty folder, which the session takes for its home.
        seconds: how long each step, and each answer of the recorder, may take.
    """

    probes: tuple[str, ...] = ()
    recorder = ""
    started = 0

    def __init__(self, interpreter: Interpreter, scratch: Path, seconds: float) -> None:
        super().__init__(interpreter, scratch, seconds)
        self.seen: list[tuple[int, dict[str, Any]]] = []

    def start(self) -> LivePrompt:
        """Start an interpreter with a recorder beside its runner."""
        self.started += 1
        return LivePrompt(self.interpreter, self.path, self.home, self.recorder)

    def do(self, step: Step) -> tuple[Outcome, bool]:
        """Do a step; after a statement, ask what its interpreter sees."""
        outcome, ends = super().do(step)
        if isinstance(step, Prompt) and not ends and self.prompt and not self.prompt.exits:
            request = (self.probes, PROBE.read_text(encoding="utf-8"))
            answer = self.public(self.prompt.ask(request, self.seconds))
            data = ast.literal_eval(answer) if answer else {"broken": "it does not answer"}
            if "broken" in data:
                self.trouble = f"line {step.line} has no picture: {data['broken']}"
                return outcome, True
            self.seen.append((step.line, data))
        return outcome, ends


def recorded(
    session: Session, interpreter: Interpreter, probes: tuple[str, ...], folder: Path
) -> Recording:
    """Record a session, or find the recording that was kept.

    Args:
        session: what to run.
        interpreter: where to run it.
        probes: expressions to evaluate after each statement.
        folder: where recordings are kept, named after all that they depend on.

    Returns:
        The recording; one that was kept has the same lines, interpreter, probes and guest files.
    """
    parts = [session.digest, interpreter.full, *probes, str([step.line for step in session.steps])]
    parts += [file.read_text(encoding="utf-8") for file in (RUNNER, RECORDER, PROBE)]
    file = folder / f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}.json"
    if not file.exists():
        data = json.dumps(run_recorded(session, interpreter, probes), ensure_ascii=False, indent=1)
        files.replace(file, data)
    return read(json.loads(file.read_text(encoding="utf-8")))
