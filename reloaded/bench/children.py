"""Runs a builder or a test runner in a process of its own, and tells what that cost."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reloaded.book import ROOT, THEME
from reloaded.errors import BookError

SECONDS = 1800.0
"""How long one process may take: a book of eight, on a busy machine."""

LAST_LINES = 3
"""How many lines of a process that failed are told."""

HERS = ("PYTHONDONTWRITEBYTECODE", "RELOADED_PYTHON", "SITE_DIR", "SITE_URL")
"""Variables of the caller's that would change what is measured."""

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Spent:
    """What a process took.

    Attributes:
        wall_seconds: by the clock, which counts what else the machine had to do.
        cpu_seconds: of the processor, for the process and its children.
    """

    wall_seconds: float
    cpu_seconds: float


def run(command: Sequence[str], folder: Path) -> Spent:
    """Run a module of the Python that runs this, to its end.

    Args:
        command: the module and its arguments.
        folder: its working folder.

    Raises:
        BookError: it failed, or took too long; the message has its last lines.
    """
    before, start = cpu_seconds(), time.perf_counter()
    try:
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=folder,
            env=variables(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise failed(command, f"was still running after {SECONDS:.0f} s", "") from None
    spent = Spent(time.perf_counter() - start, cpu_seconds() - before)
    if done.returncode:
        raise failed(command, f"ended with exit status {done.returncode}", done.stdout)
    return spent


def failed(command: Sequence[str], how: str, printed: str) -> BookError:
    """The error that one line tells: which process failed, how, and what it printed last.

    Args:
        command: the module and its arguments.
        how: how it ended, in words behind its name.
        printed: both its streams, with the codes of colours.

    Returns:
        The error, for the caller to raise.
    """
    lines = [line.strip() for line in COLOUR.sub("", printed).splitlines() if line.strip()]
    last = " ⏎ ".join(lines[-LAST_LINES:])
    words = " ".join(command[:2])
    return BookError(f"{words} {how}, so nothing is measured{': ' if last else ''}{last}", "bench")


def cpu_seconds() -> float:
    """What the children that have ended took of the processor, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def variables(folder: Path) -> dict[str, str]:
    """The environment of a process in a folder: this very package, whose bytecode is kept.

    What earlier test runs of the person have found out is not there, since it would spare the
    process some of the work that is measured.
    """
    kept = {name: value for name, value in os.environ.items() if name not in HERS}
    return kept | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROOT),
        "RELOADED_STORE": str(folder / ".reloaded" / "results"),
        "RELOADED_THEME": str(THEME),
    }
