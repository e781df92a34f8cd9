"""The Pythons that sessions run on, and the clean environment that each of them gets.

An environment is an empty virtual environment: no `site-packages` of the machine, so no start-up
`.pth` file, no foreign finder on `sys.meta_path`, and no module that a bare prompt would not have.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from reloaded.interpreters.gates import minor

RUNNER = Path(__file__).parents[1] / "guest" / "runner.py"

UNUSED = 3600
"""After how many seconds an environment that was replaced is taken for unused."""

DESCRIBE = """
import marshal, sys
def linked():
    try:
        with open("/proc/self/maps") as maps:
            lines = [line.split(None, 5) for line in maps]
    except OSError:
        return []
    files = {line[5].rstrip() for line in lines if len(line) > 5}
    return sorted(file for file in files if file.startswith("/") and ".so" in file)
version = sys.version_info[:3] if sys.implementation.name == "cpython" \
    else sys.implementation.version[:3]
source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    code = compile(file.read() + "\\nserve(*descriptors)\\n", "<runner>", "exec")
with open(target, "wb") as file:
    marshal.dump(code, file)
print(__import__("json").dumps({
    "implementation": {"cpython": "CPython", "pypy": "PyPy"}.get(
        sys.implementation.name, sys.implementation.name),
    "version": ".".join(map(str, version)),
    "language": "%d.%d.%d" % sys.version_info[:3],
    "full": sys.version,
    "system": __import__("platform").system(),
    "library": __import__("sysconfig").get_path("stdlib"),
    "linked": linked(),
}))
"""


@dataclass(frozen=True)
class Interpreter:
    """A Python in an environment of its own.

    Attributes:
        home: the empty virtual environment.
        program: the interpreter that it was made from.
        implementation: `CPython` or `PyPy`.
        version: of the implementation, such as `3.13.0`.
        language: the version of Python that it speaks, such as `3.13.0`.
        full: `sys.version`.
        system: the operating system, as `platform.system()` calls it: `Linux`.
        library: the folder of its standard library.
        linked: the shared libraries that it has loaded when it starts, by path; none where the
            system doesn't tell (it is asked through `/proc/self/maps`, proc(5)).
    """

    home: Path
    program: Path
    implementation: str
    version: str
    language: str
    full: str
    system: str
    library: str = ""
    linked: tuple[str, ...] = ()

    @property
    def executable(self) -> Path:
        """The program to start."""
        return self.home / "bin" / "python"

    @property
    def name(self) -> str:
        """What people call it: `CPython 3.13.0`."""
        return f"{self.implementation} {self.version}"

    @property
    def minor(self) -> str:
        """The minor version of Python that it speaks: `3.13`."""
        return minor(self.language)

    def boot(self, requests: int, answers: int, watcher: str = "") -> str:
        """The program that hands two descriptors to the runner and leaves `__main__` empty.

        Args:
            requests: the descriptor that the runner reads from.
            answers: the descriptor that it writes to.
            watcher: the source of a module whose `start()` gives what the runner's `watch` is.

        Returns:
            Python source for the interpreter's `-c`.
        """
        code = str(self.home / "runner.marshal")
        watch = (
            f", (lambda names: (exec({watcher!r}, names), names['start']())[1])"
            "({'__name__': 'recorder'})"
        )
        read_and_close = f"(lambda file: (file.read(), file.close()))(open({code!r}, 'rb'))[0]"
        return (
            f"exec(__import__('marshal').loads({read_and_close}),"
            f" {{'__name__': 'runner', 'descriptors': ({requests}, {answers}"
            f"{watch if watcher else ''})}})"
        )

    def variables(self, folder: Path) -> dict[str, str]:
        """The environment variables of a session: none of the caller's.

        `PYTHONHASHSEED` fixes the order of sets; the runner drops it once it has had its effect.

        Args:
            folder: what the session takes for its home and puts temporary files in.
        """
        return {
            "PATH": f"{self.home / 'bin'}{os.pathsep}{os.defpath}",
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
            "COLUMNS": "80",
            "TZ": "UTC",
            "PYTHONHASHSEED": "1",
        }


def running() -> Path:
    """The program of the interpreter that is running, outside any virtual environment."""
    return Path(getattr(sys, "_base_executable", "") or sys.executable)


def prepare(executable: Path, cache: Path) -> Interpreter:
    """Give an interpreter its environment, or find the one made before.

    Args:
        executable: the program, such as `/usr/bin/python3.13`.
        cache: the folder that holds the environments.

    Raises:
        OSError, subprocess.CalledProcessError: it is not a Python that can make one.
    """
    cache = cache.resolve()
    real = executable.resolve()
    made_of = (
        str(executable),
        str(real),
        str(real.stat().st_mtime_ns),
        DESCRIBE,
        RUNNER.read_text(),
    )
    home = cache / f"{real.name}-{hashlib.sha256(repr(made_of).encode()).hexdigest()[:12]}"
    facts = home / "interpreter.json"
    if not facts.exists():
        build(executable, home)
        prune(home)
    description = json.loads(facts.read_text())
    description["linked"] = tuple(description["linked"])
    return Interpreter(home=home, program=executable, **description)


def prune(home: Path) -> None:
    """Remove the environments that this one replaces, unless another process may still use them."""
    for environment in home.parent.glob(f"{home.name.rpartition('-')[0]}-*"):
        with contextlib.suppress(FileNotFoundError):
            if environment != home and time.time() - environment.stat().st_mtime > UNUSED:
                shutil.rmtree(environment, ignore_errors=True)


def build(executable: Path, home: Path) -> None:
    """Make an environment beside its place and move it there whole: nobody sees half of it."""
    home.parent.mkdir(parents=True, exist_ok=True)
    clean = {"PATH": os.defpath, "HOME": str(home.parent), "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryDirectory(dir=home.parent) as scratch:
        made = Path(scratch, "made")
        for command in (
            [str(executable), "-m", "venv", "--without-pip", str(made)],
            [str(made / "bin/python"), "-c", DESCRIBE, str(RUNNER), str(made / "runner.marshal")],
        ):
            printed = subprocess.run(
                command, env=clean, check=True, capture_output=True, text=True
            ).stdout
        (made / "interpreter.json").write_text(printed)
        try:
            made.rename(home)
        except OSError:  # another process was faster; its environment is as good
            if not (home / "interpreter.json").exists():
                raise
