"""Runs tests again and again, each time in a fork of a process that has loaded pytest already.

`checkout.py` starts it in the Python that has pytest; it is no part of the package, so that nothing
of the package is loaded there. Each line of its input is a request, each line of its output the
status of that run. What the fork of a run that is to be learned from has loaded, but for the files
of the checkout, the process loads too, and later forks have it: more than half of what it costs to
run the tests of a small module.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Answer requests until there are no more."""
    sys.path[0] = str(Path.cwd())
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if not child:
            run(**request)
        _, status = os.waitpid(child, 0)
        learned = Path(request["learn"]) if request["learn"] else None
        if learned and learned.exists():
            load(json.loads(learned.read_text()))
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def run(arguments: list[str], printed: str, seconds: float, learn: str) -> None:
    """Run tests in this process, and end it.

    Args:
        arguments: for pytest.
        printed: the file that takes what is printed.
        seconds: after which SIGALRM ends the process; 0 for never.
        learn: a file that takes the names of loaded modules; then bytecode is written as well.
    """
    file = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for descriptor in (1, 2):
        os.dup2(file, descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if not learn:
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    signal.setitimer(signal.ITIMER_REAL, seconds)
    status = 70
    try:
        import pytest  # noqa: PLC0415 - what it does at its import belongs into the fork at first

        status = int(pytest.main(arguments))
        if learn and not status:
            Path(learn).write_text(json.dumps(list(foreign())))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def foreign() -> list[str]:
    """Loaded modules of other projects; not those that pytest loads in a way of its own."""
    here = f"{Path.cwd()}/"
    return [
        name
        for name, module in sys.modules.items()
        if type(getattr(module, "__loader__", None)).__name__ == "SourceFileLoader"
        and not (getattr(module, "__file__", None) or here).startswith(here)
    ]


def load(names: list[str]) -> None:
    """Load modules, as far as they can be loaded on their own."""
    for name in names:
        with suppress(Exception):
            import_module(name)


if __name__ == "__main__":
    main()
