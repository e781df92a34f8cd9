"""Runs the builder's own server, and tells how long a saved file takes to its page."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reloaded.bench.children import failed, variables
from reloaded.bench.edits import Edit
from reloaded.book import Book

SECONDS = 300.0
"""How long a build may take."""

PAUSE = 0.02
"""Seconds between two looks at a page: how exact the figures are."""

SETTLED = 1.5
"""Seconds after a build in which the server sees whether the build itself has changed a file."""

BUILT = re.compile(r"Documentation built in ([\d.]+) seconds")
SERVING = re.compile(r"Serving on (http://\S+)")
BROKEN = "An error happened during the rebuild"


@dataclass(frozen=True)
class Rebuilt:
    """What a writer waits for after saving a file.

    Attributes:
        page_seconds: from the save to the page that has the change.
        built_seconds: how long the build took, as the builder logs it.
        cpu_seconds: what the build took of the processor; 0 where nothing tells it.
    """

    page_seconds: float
    built_seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        process: the builder.
        log: the file that it prints to.
    """

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def printed(self) -> str:
        """What it has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def check(self, since: float) -> None:
        """Raise BookError where the builder has ended, can't build, or takes too long."""
        printed, command = self.printed, ("mkdocs", "serve")
        if self.process.poll() is not None:
            how = f"ended with exit status {self.process.returncode}"
            raise failed(command, how, printed)
        if BROKEN in printed:
            raise failed(command, "can't build what was saved", printed.partition(BROKEN)[0])
        if time.monotonic() - since > SECONDS:
            raise failed(command, f"shows no change after {SECONDS:.0f} s", printed)

    def address(self) -> str:
        """Where it serves; waits for the first build."""
        start = time.monotonic()
        while not (found := SERVING.search(self.printed)):
            self.check(start)
            time.sleep(PAUSE)
        return found[1]

    def rebuilt(self, edit: Edit) -> Rebuilt:
        """Save a change, and wait for it."""
        url = self.address() + edit.page
        before, start = cpu_seconds(self.process.pid), time.monotonic()
        word = edit.save()
        while word not in page(url):
            self.check(start)
            time.sleep(PAUSE)
        spent = time.monotonic() - start
        used = cpu_seconds(self.process.pid) - before
        return Rebuilt(spent, float(BUILT.findall(self.printed)[-1]), used)

    def settle(self) -> None:
        """Wait until the server has nothing to build: its own build may have changed a file."""
        self.address()
        builds = -1
        while builds != (builds := len(BUILT.findall(self.printed))):
            time.sleep(SETTLED)


@contextmanager
def serve(book: Book, config: str = "mkdocs.yml") -> Iterator[Server]:
    """Serve a book as long as it is needed, on a port that is free.

    Args:
        book: what to serve.
        config: the builder's configuration, a file in the book's folder.
    """
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", config, "-a", f"127.0.0.1:{port}"]
    with tempfile.TemporaryDirectory() as scratch:
        log = Path(scratch, "log")
        with log.open("wb") as printed:
            process = subprocess.Popen(
                command,
                cwd=book.root,
                env=variables(book.root) | {"TMPDIR": scratch},  # it leaves its site there
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
            )
        try:
            yield Server(process, log)
        finally:
            process.terminate()
            process.wait()


def page(url: str) -> str:
    """A page as it is served; nothing while the server builds."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except (TimeoutError, urllib.error.URLError):
        return ""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def cpu_seconds(process: int) -> float:
    """What the first thread of a process has taken of the processor, which builds; 0 if unknown.

    Another thread looks at all watched files twice a second, and takes the more of the processor
    the slower the machine is.
    """
    file = Path(f"/proc/{process}/task/{process}/stat")
    if not file.exists():
        return 0.0
    numbers = file.read_text().rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")
