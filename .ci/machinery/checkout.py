"""A copy of the project, in which modules are broken and tested."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from machinery.model import TIME

WARM = Path(__file__).with_name("warm.py")

LONG_AGO = (10**9, 10**9)
"""When an unbroken file was changed, so that its bytecode is never taken for a broken one's."""

OPTIONS = ["-q", "-x", "--no-header", "--tb=short", "-p", "no:cacheprovider"]


class Checkout:
    """A copy, and a process in it that runs tests.

    Args:
        source: the project.
        folder: where the copy is made.
        python: has pytest.
    """

    def __init__(self, source: Path, folder: Path, python: Path) -> None:
        self.folder = folder
        self.root = folder / "checkout"
        (folder / "tmp").mkdir(parents=True)
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=source,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for name in filter(None, listed.split("\0")):
            if (source / name).is_file():
                target = self.root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source / name, target)
                os.utime(target, LONG_AGO)
        variables = os.environ | {"TMPDIR": str(folder / "tmp")}
        variables["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # no test here needs one
        for name in ("PYTEST_ADDOPTS", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "RELOADED_PYTHON"):
            variables.pop(name, None)
        self.warm = subprocess.Popen(
            [python, WARM],
            cwd=self.root,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def test(self, stage: str, seconds: float = 0, *, learn: bool = False) -> str:
        """Run tests until the first fails.

        Args:
            stage: what pytest is given.
            seconds: how long they may take; 0 for any time.
            learn: keep bytecode, and what was loaded, for the runs to come.

        Returns:
            `timeout`, the output where a test fails, an empty text where none does.
        """
        assert self.warm.stdin  # noqa: S101 - for type checkers: both are pipes
        assert self.warm.stdout  # noqa: S101 - the same
        printed = self.folder / "printed"  # no pipe, which a child that is left could hold open
        arguments = [*OPTIONS, f"--basetemp={self.folder / 'tmp/pytest'}", *shlex.split(stage)]
        request = {"arguments": arguments, "printed": str(printed), "seconds": seconds}
        request["learn"] = str(self.folder / "learned") if learn else ""
        try:
            print(json.dumps(request), file=self.warm.stdin, flush=True)
            status = int(self.warm.stdout.readline())
        finally:
            self.end_what_is_left()
        if status == -signal.SIGALRM:
            return TIME
        return printed.read_text(errors="replace") or "failed" if status else ""

    def end_what_is_left(self) -> None:
        """Kill what the tests of a broken module have left running: all that knows this folder."""
        ours = os.fsencode(f"{self.folder}/")
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                knows = (process / "environ").read_bytes()
                known = ours in knows + os.fsencode((process / "cwd").readlink())
                if known and int(process.name) != self.warm.pid:
                    os.kill(int(process.name), signal.SIGKILL)

    def close(self) -> None:
        """End the process."""
        self.warm.communicate()
