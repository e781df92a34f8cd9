"""A person at a terminal: starts `python` there, types line by line, and reads the screen."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import termios
import time
from pathlib import Path

from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.processes import CHUNK_BYTES, Ended

PROMPTS = {"CPython": (">>> ", "... "), "PyPy": (">>>> ", ".... ")}
"""What an interpreter asks with: for a statement, and for the next line of one."""

SECONDS = 10.0
"""How long an interpreter may take to ask for the first time."""


class Terminal:
    """An interpreter at its own prompt, on a pseudo-terminal; it can stand in for a LivePrompt.

    The prompt is the one that prints `File "<stdin>"` on every version: since 3.13 CPython has
    another one for terminals that can move their cursor.

    Args:
        interpreter: the Python to start.
        folder: where it is started.
        home: what it takes for its home folder.
    """

    def __init__(self, interpreter: Interpreter, folder: Path, home: Path) -> None:
        self.prompts = PROMPTS[interpreter.implementation]
        self.screen, theirs = os.openpty()
        show_only_what_is_printed(theirs)
        try:
            self.child = subprocess.Popen(
                [interpreter.executable],
                cwd=str(folder),
                env=interpreter.variables(home) | {"PYTHON_BASIC_REPL": "1"},
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                start_new_session=True,
            )
        finally:
            os.close(theirs)
        self.exits = False
        self.asks_for_more = False
        self.banner = self.read(SECONDS)

    def type(self, source: str, seconds: float) -> tuple[str, Ended | None]:
        """Type one statement, and a blank line where the prompt still asks for more.

        Args:
            source: the statement, its lines joined by newlines.
            seconds: how long each line of it may take.

        Returns:
            What was printed, and how the interpreter ended, if it did.
        """
        shown = ""
        for line in [*source.split("\n"), ""]:
            if line or self.asks_for_more:
                os.write(self.screen, (line + "\n").encode())
                shown += self.read(seconds)
            if self.exits:
                return shown, Ended(self.child.wait(seconds))
        return shown, None

    def read(self, seconds: float) -> str:
        """Read until the interpreter asks or is gone; the prompt itself is left out.

        It asks when a prompt stands at the end and nothing follows: output comes in whole lines,
        or with the prompt that is printed after it.
        """
        deadline = time.monotonic() + seconds
        shown = b""
        with selectors.DefaultSelector() as selector:
            selector.register(self.screen, selectors.EVENT_READ)
            while selector.select(max(0, deadline - time.monotonic())):
                try:
                    more = os.read(self.screen, CHUNK_BYTES)
                except OSError:  # nobody holds the other end
                    more = b""
                shown += more
                text = shown.decode("utf-8", "backslashreplace")
                if not more:
                    self.exits = True
                    return text
                for prompt in self.prompts:
                    if text.endswith(prompt) and not selector.select(0):
                        self.asks_for_more = prompt == self.prompts[1]
                        return text.removesuffix(prompt)
        raise AssertionError(f"there is no prompt after {shown!r}")

    def close(self) -> None:
        """End the interpreter without ceremony."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        os.close(self.screen)


def show_only_what_is_printed(terminal: int) -> None:
    """Do not echo what is typed (readline obeys too), and leave newlines as they are."""
    modes = termios.tcgetattr(terminal)
    modes[1] &= ~termios.OPOST
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, modes)
