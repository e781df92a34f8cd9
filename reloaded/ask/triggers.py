"""Runs the programs that make Python print messages, or finds what they printed in earlier runs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reloaded.ask.model import Trigger
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.processes import Process
from reloaded.store.fingerprints import of_code, of_interpreter
from reloaded.store.results import ResultStore

SECONDS = 30
"""How long a program may take."""

CODE = (
    *("ask/triggers.py", "guest/fork_programs.py"),
    *("interpreters/environments.py", "interpreters/processes.py"),
)
"""Of our own code, what a result depends on."""

FORKS = Path(__file__).parents[1] / "guest" / "fork_programs.py"

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def can_run(trigger: Trigger) -> bool:
    """Whether the programs that a trigger needs are installed."""
    return all(shutil.which(program) for program in trigger.programs)


def printed_by(
    triggers: Sequence[Trigger], interpreter: Interpreter, store: ResultStore
) -> list[list[str]]:
    """What each of some triggers prints; those are run of which it isn't known.

    Args:
        triggers: of messages.
        interpreter: the Python that runs them.
        store: what is known.

    Returns:
        For each its lines, without spaces around them; of one that takes too long, up to there.
    """
    python = {"interpreter": of_interpreter(interpreter, store), "code": of_code(*CODE)}
    parts = [{"trigger": as_json(trigger), **python} for trigger in triggers]
    known: list[list[str] | None] = [store.get("trigger", one) for one in parts]
    new = [trigger for trigger, found in zip(triggers, known, strict=True) if found is None]
    printed = iter(run_all(new, interpreter))
    for number, found in enumerate(known):
        if found is None:
            known[number] = next(printed)
            store.put("trigger", parts[number], known[number])
    return [found or [] for found in known]


def as_json(trigger: Trigger) -> dict[str, Any]:
    """What a result depends on of a trigger."""
    return {
        "files": {name: data.hex() for name, data in trigger.files.items()},
        "run": [*trigger.run],
        "environment": dict(trigger.environment),
    }


def run_all(triggers: Sequence[Trigger], interpreter: Interpreter) -> list[list[str]]:
    """Run triggers, those that may share an interpreter in forks of one.

    Args:
        triggers: of messages.
        interpreter: the Python that runs them.

    Returns:
        For each the lines that it prints.
    """
    with TemporaryDirectory() as root:
        folders = [Path(root).resolve() / f"{number}" for number in range(len(triggers))]
        for trigger, folder in zip(triggers, folders, strict=True):
            save(trigger, folder)
        forked = [
            str(folder)
            for trigger, folder in zip(triggers, folders, strict=True)
            if can_share(trigger)
        ]
        if forked:
            source = FORKS.read_text(encoding="utf-8")
            command = ["-c", f"exec({source!r}, {{}})", str(SECONDS), *forked]
            start(command, interpreter, Path(root), {}, SECONDS * len(forked))
        return [
            lines(folder.with_name(f"{folder.name}.printed").read_text("utf-8", "backslashreplace"))
            if can_share(trigger)
            else lines(start([*trigger.run], interpreter, folder, trigger.environment, SECONDS))
            for trigger, folder in zip(triggers, folders, strict=True)
        ]


def can_share(trigger: Trigger) -> bool:
    """Whether a program may run in a fork of an interpreter that others have too."""
    is_plain = trigger.run == ("main.py",) and not trigger.environment
    return is_plain and not any(b"multiprocessing" in data for data in trigger.files.values())


def save(trigger: Trigger, folder: Path) -> None:
    """Save the files of a trigger in a new folder."""
    folder.mkdir()
    for name, data in trigger.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def start(
    arguments: list[str],
    interpreter: Interpreter,
    folder: Path,
    environment: Mapping[str, str],
    seconds: float,
) -> str:
    """Start an interpreter and wait for its end.

    Args:
        arguments: of its command line.
        interpreter: which one.
        folder: where it stands.
        environment: variables besides those of a session.
        seconds: how long it may take.

    Returns:
        What it prints.
    """
    variables = interpreter.variables(folder) | dict(environment)
    process = Process([str(interpreter.executable), *arguments], folder, variables)
    try:
        process.finish(seconds)
        return process.take()
    finally:
        process.close()


def lines(printed: str) -> list[str]:
    """The lines of an output, without colours and spaces around them."""
    return [COLOUR.sub("", line).strip() for line in printed.splitlines()]
