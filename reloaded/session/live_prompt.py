"""A session while it runs: an interpreter at its prompt, in a folder, asked step by step."""

from __future__ import annotations

import os
import selectors
import time
from pathlib import Path

from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.processes import Ended, Process


class LivePrompt:
    """An interpreter that waits at `>>>`.

    Args:
        interpreter: the Python to start.
        folder: where it is started.
        home: what it takes for its home folder.
        watcher: the source of what watches it, if anything does.
    """

    def __init__(
        self, interpreter: Interpreter, folder: Path, home: Path, watcher: str = ""
    ) -> None:
        asking, self.requests = os.pipe()
        self.answers, answering = os.pipe()
        try:
            self.process = Process(
                [str(interpreter.executable), "-c", interpreter.boot(asking, answering, watcher)],
                folder,
                interpreter.variables(home),
                (asking, answering),
            )
        finally:
            os.close(asking)
            os.close(answering)
        self.exits = False

    def type(self, source: str, seconds: float) -> tuple[str, Ended | None]:
        """Type one statement and wait until it is done.

        Args:
            source: the statement, its lines joined by newlines.
            seconds: how long it may take before the interpreter is killed.

        Returns:
            What was printed, and how the interpreter ended, if it did. After `sys.exit()` the
            attribute `exits` is true as well.
        """
        try:
            os.write(self.requests, (ascii(source) + "\n").encode())
        except BrokenPipeError:
            return self.end(seconds)
        deadline = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.output, selectors.EVENT_READ)
            selector.register(self.answers, selectors.EVENT_READ)
            while (left := deadline - time.monotonic()) > 0:
                ready = {key.fd for key, _ in selector.select(left)}
                if self.process.output in ready and not self.process.read():
                    selector.unregister(self.process.output)
                if self.answers in ready:
                    answer = os.read(self.answers, 64)
                    if answer == b"typed\n":
                        self.process.read()
                        return self.process.take(), None
                    self.exits = answer == b"exits\n"
                    return self.end(deadline - time.monotonic())
        self.process.kill()
        return self.process.take(), Ended(None)

    def ask(self, request: object, seconds: float) -> str:
        """Ask whoever watches the interpreter.

        Args:
            request: what its repr can carry; no statement.
            seconds: how long the answer may take.

        Returns:
            The answer, a line; empty where none came in time.
        """
        os.write(self.requests, (ascii(request) + "\n").encode())
        deadline = time.monotonic() + seconds
        answer = b""
        with selectors.DefaultSelector() as selector:
            selector.register(self.answers, selectors.EVENT_READ)
            while not answer.endswith(b"\n"):
                if not selector.select(max(0, deadline - time.monotonic())):
                    return ""
                data = os.read(self.answers, 1 << 16)
                if not data:
                    return ""
                answer += data
        return answer.decode()

    def end(self, seconds: float) -> tuple[str, Ended]:
        """Wait for an interpreter that has answered for the last time."""
        ended = self.process.finish(seconds)
        return self.process.take(), ended

    def close(self) -> None:
        """End the interpreter without ceremony."""
        self.process.close()
        os.close(self.requests)
        os.close(self.answers)


def run_command(
    command: str, interpreter: Interpreter, folder: Path, home: Path, seconds: float
) -> tuple[str, Ended]:
    """Run a shell command and wait for it.

    Python's output is not buffered, so that the two streams keep their order as on a terminal.

    Args:
        command: what `/bin/sh -c` takes.
        interpreter: its environment comes first on `PATH`.
        folder: the working folder of the shell.
        home: what the command takes for its home folder, and puts temporary files in.
        seconds: how long it may take before it is killed with its children.

    Returns:
        What was printed, with a last line `[exit status N]` where N is not 0, and how it ended.
    """
    variables = interpreter.variables(home) | {"PYTHONUNBUFFERED": "1"}
    process = Process(["/bin/sh", "-c", command], folder, variables)
    try:
        ended = process.finish(seconds)
        output = process.take()
    finally:
        process.close()
    if ended.status:
        output = whole_lines(output) + f"[exit status {ended.status}]\n"
    return output, ended


def whole_lines(output: str) -> str:
    """End the last line with a newline, as whoever reads the screen cannot tell."""
    return output if not output or output.endswith("\n") else output + "\n"
