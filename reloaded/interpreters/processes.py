"""Talks to processes that may print without end, hang, crash or leave children behind."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MOST_PRINTED_BYTES = 10_000_000
"""How many bytes of one step's output are kept."""

CHUNK_BYTES = 65_536
"""How many bytes are read at a time."""


@dataclass(frozen=True)
class Ended:
    """How a process came to its end.

    Attributes:
        status: as `subprocess` gives it: negative for a signal; None where it was killed for
            taking too long.
    """

    status: int | None

    def __str__(self) -> str:
        if self.status is None:
            return "it was still running when its time was up"
        if self.status < 0:
            return f"it was killed by {signal.Signals(-self.status).name}"
        return f"it ended with exit status {self.status}"


class Process:
    """A child process whose stdout and stderr are one pipe, read up to a limit.

    Args:
        command: the program and its arguments.
        folder: its working folder.
        variables: its whole environment.
        descriptors: what it inherits besides the three standard ones.
    """

    def __init__(
        self,
        command: list[str],
        folder: Path,
        variables: Mapping[str, str],
        descriptors: tuple[int, ...] = (),
    ) -> None:
        reading, writing = os.pipe()
        try:
            self.child = subprocess.Popen(
                command,
                cwd=str(folder),  # a string, as messages name it
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=writing,
                stderr=writing,
                pass_fds=descriptors,
                start_new_session=True,
            )
        except BaseException:
            os.close(reading)
            raise
        finally:
            os.close(writing)
        os.set_blocking(reading, False)
        self.output = reading
        self.kept = bytearray()
        self.cut = False

    def read(self) -> bool:
        """Take what has been printed by now; False once nothing more can come."""
        while True:
            try:
                data = os.read(self.output, CHUNK_BYTES)
            except BlockingIOError:
                return True
            if not data:
                return False
            room = MOST_PRINTED_BYTES - len(self.kept)
            self.kept += data[:room]
            self.cut = self.cut or len(data) > room
            if self.cut:
                return True

    def take(self) -> str:
        """Return what was read since the last call, as text, with a notice where it was cut."""
        text = bytes(self.kept).decode("utf-8", "backslashreplace")
        if self.cut:
            text += f"\n[the output was cut after {MOST_PRINTED_BYTES:,} bytes]\n"
        self.kept.clear()
        self.cut = False
        return text

    def finish(self, seconds: float) -> Ended:
        """Read until the process ends; kill it and its children when its time is up."""
        deadline = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self.output, selectors.EVENT_READ)
            while (left := deadline - time.monotonic()) > 0:
                if self.child.poll() is not None:
                    self.read()
                    return Ended(self.child.returncode)
                # A child of the process may hold the pipe open after it: look again now and then.
                if selector.select(min(left, 0.05)) and not self.read():
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        return Ended(self.child.wait(deadline - time.monotonic()))
        self.kill()
        return Ended(None)

    def kill(self) -> None:
        """End the process and every child that it left in its process group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def close(self) -> None:
        """Kill what still runs, and let go of the pipe."""
        self.kill()
        os.close(self.output)
