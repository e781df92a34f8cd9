"""What the page of version differences says, and no session shows, is run on each Python."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reloaded.interpreters.environments import Interpreter


@dataclass(frozen=True)
class Fact:
    """A program that prints one thing up to some version, and another since.

    Attributes:
        since: the first minor version that prints `after`.
        program: the source.
        before: what the versions before print.
        after: what the others print.
        files: what stands in its folder, by name.
    """

    since: tuple[int, int]
    program: str
    before: str
    after: str
    files: dict[str, str] = field(default_factory=dict)


CHILD = """
import subprocess, sys
def child(*arguments):
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True)
"""

FACTS = {
    "unittest fails where it finds no test": Fact(
        (3, 12), f"{CHILD}print(child('-m', 'unittest').returncode)", "0", "5"
    ),
    "a missing attribute advises to rename the file": Fact(
        (3, 13),
        f"{CHILD}print('consider renaming' in child('-c', 'import queue; queue.Queue').stderr)",
        "False",
        "True",
        {"queue.py": "SIZE = 1\n"},
    ),
    "unittest finds tests from the dotted name of a namespace package on": Fact(
        (3, 14),
        f"{CHILD}print(child('-m', 'unittest', 'discover', '-s', 'checks.fast').returncode)",
        "1",
        "0",
        {
            "checks/fast/test_one.py": "import unittest\n\nclass One(unittest.TestCase):\n"
            "    def test_one(self): pass\n"
        },
    ),
    "a reload of a string raises alone": Fact(
        (3, 14),
        f"{CHILD}print(child('-c', 'import importlib as i; i.reload(str())').stderr.count('Tr'))",
        "3",
        "1",
    ),
    "a second import of _curses raises": Fact(
        (3, 14),
        "import sys, _curses\ndel sys.modules['_curses']\n"
        "try:\n    import _curses\n    print('another')\nexcept ImportError as error:\n"
        "    print(str(error).endswith('can only be loaded once per process'))\n",
        "another",
        "True",
    ),
    "workers start by forkserver on Linux": Fact(
        (3, 14), "import multiprocessing as m; print(m.get_start_method())", "fork", "forkserver"
    ),
    "the class of a namespace package's path is public": Fact(
        (3, 15),
        "import importlib.machinery as m; print(hasattr(m, 'NamespacePath'))",
        "False",
        "True",
    ),
    "sentinel is built in, and makes a new object at each call": Fact(
        (3, 15),
        "import builtins as b\n"
        "print(hasattr(b, 'sentinel') and b.sentinel('A') is not b.sentinel('A'))",
        "False",
        "True",
    ),
    "a reload no longer sets __cached__": Fact(
        (3, 15),
        "import importlib, prices\nprices.__dict__.pop('__cached__', None)\n"
        "importlib.reload(prices)\nprint(hasattr(prices, '__cached__'))",
        "True",
        "False",
        {"prices.py": "TEA = 3\n"},
    ),
}


@pytest.mark.parametrize("name", FACTS)
def test_each_difference_begins_with_its_version(
    name: str, each: Interpreter, tmp_path: Path
) -> None:
    """The same program, before and since."""
    fact = FACTS[name]
    for file, text in fact.files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)

    printed = subprocess.check_output(
        [each.executable, "-c", fact.program], cwd=tmp_path, text=True
    )

    version = tuple(map(int, each.language.split(".")[:2]))
    assert (fact.after if version >= fact.since else fact.before) == printed.strip()


WAITING = """
import sys, threading, gate

def first():
    try: import stock
    except ValueError: pass

def second():
    import stock
    print(hasattr(stock, 'READY'), 'stock' in sys.modules)

threads = [threading.Thread(target=each) for each in (first, second)]
threads[0].start()
gate.inside.wait()
threads[1].start()
threads[1].join(0.2)
gate.go.set()
for thread in threads: thread.join()
"""
WAITED_FOR = {
    "gate.py": "from threading import Event\ninside, go, runs = Event(), Event(), []\n",
    "stock.py": "import gate\ngate.runs.append(1)\ngate.inside.set()\ngate.go.wait()\n"
    "if len(gate.runs) == 1:\n    raise ValueError\nREADY = True\n",
}


def test_import_that_waited_for_a_body_that_raised(each: Interpreter, tmp_path: Path) -> None:
    """Releases differ, so a minor version can't tell: it gets half a module, or runs the body."""
    for file, text in WAITED_FOR.items():
        (tmp_path / file).write_text(text)

    printed = subprocess.check_output([each.executable, "-c", WAITING], cwd=tmp_path, text=True)

    release = tuple(map(int, each.language.split(".")))
    runs_again = each.implementation == "PyPy" or (
        release >= (3, 13, 13) and not (3, 14) <= release < (3, 14, 4)
    )
    assert ("True True" if runs_again else "False False") == printed.strip()
