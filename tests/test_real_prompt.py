"""What is typed in a session prints what the interpreter's own prompt prints for it.

The same statements go to `python -i` through a pipe, and to a session; their output must agree.
"""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from reloaded.interpreters import Interpreter
from tests.sessions import printed

PREPARE = "import sys; sys.ps1 = sys.ps2 = ''; _ = sys.stdout.reconfigure(line_buffering=True)"

ECHOES = ["1 + 1", "'text'", "None", "_", "x = 1; x; x + 1", "for i in range(2): i", "print(1); 2"]

FAILURES = [
    "1 / 0",
    "def f():\n    return g()",
    "f()",
    "nope",
    "''.nope",
    "[1 / 0 for x in [1]]",
    "(lambda: 1 / 0)()",
    "assert 1 == 2, 'message'",
    "raise KeyboardInterrupt",
    "raise StopIteration",
    "raise ValueError('a') from KeyError('b')",
    "try: 1 / 0\nexcept ZeroDivisionError: nope",
    "raise ExceptionGroup('group', [ValueError(1), ExceptionGroup('in', [TypeError(2)])])",
    "class E(Exception):\n    def __str__(self): raise ValueError",
    "raise E",
    "import nope",
    "from os import nope",
    "exec('1 / 0')",
    "def later(): 1 / 0; yield",
    "next(later())",
    "sys.last_type, sys.last_value",
    "hasattr(sys, 'last_exc') and sys.last_exc is sys.last_value",
    "sys.exc_info()",
]

SYNTAX = [
    "x = = 1",
    "def h():\n    return 1\n  return 2",
    "'open",
    "return 1",
    "yield 1",
    "await x",
    "nonlocal x",
    "from __future__ import nope",
    "raise SyntaxError('mine')",
    "é = 1; é + ''",
]

FUTURES = [
    "def k(a: nope): pass",
    "from __future__ import annotations",
    "def k(a: nope): pass",
    "k.__annotations__",
]

HOOKS = [
    "sys.displayhook = lambda value: print('shown', value)",
    "42",
    "del sys.displayhook",
    "42",
    "sys.displayhook = sys.__displayhook__",
    "sys.excepthook = lambda kind, error, frames: print(kind, sys.exc_info(), frames.tb_next)",
    "1 / 0",
    "sys.excepthook = 3",
    "1 / 0",
    "def broken(*all): nope",
    "sys.excepthook = broken",
    "1 / 0",
    "del sys.excepthook",
    "1 / 0",
    "sys.excepthook = sys.__excepthook__",
    "stdout = sys.stdout",
    "del sys.stdout",
    "42",
    "1 / 0",
    "sys.stdout = stdout",
    "sys.tracebacklimit = 0",
    "f()",
    "sys.tracebacklimit = 1",
]

WARNINGS = [
    "import warnings",
    "warnings.warn('careful')",
    "warnings.warn('careful', DeprecationWarning)",
    "warnings.warn('careful', ImportWarning)",
    "1 is 1",
    "warnings.simplefilter('error')",
    "warnings.warn('careful')",
]


def at_the_prompt(statements: list[str], interpreter: Interpreter, home: Path) -> list[str]:
    """What `python -i` prints for each statement."""
    marked = [PREPARE, mark(0)]
    for number, statement in enumerate(statements, 1):
        compound = re.match(r"(def|class|for|try)\b", statement)
        marked += [statement + "\n" if compound else statement, mark(number)]
    done = subprocess.run(
        [interpreter.executable, "-i", "-q"],
        cwd=home,
        env=interpreter.variables(home),
        input="\n".join(marked) + "\n",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
    )
    ends = [f"[mark {number}]\n" for number in range(len(statements) + 1)]
    shown = done.stdout.replace(str(interpreter.home), "/venv")
    return [shown.partition(end)[2].partition(nxt)[0] for end, nxt in pairwise(ends)]


def mark(number: int) -> str:
    """A statement that shows where the output of another ends, whatever was done to stdout."""
    return f"_ = sys.__stdout__.write('[mark {number}]\\n')"


def numbered_alike(statements: list[str], shown: list[str]) -> list[tuple[str, str]]:
    """Statements and output, without the numbers of 3.13: a blank line at the prompt counts."""
    unnumbered = [re.sub(r"<stdin(?:>-\d+|-\d+>)", "<stdin>", text) for text in shown]
    return list(zip(statements, unnumbered, strict=True))


@pytest.mark.parametrize(
    "statements",
    [ECHOES, FAILURES, SYNTAX, FUTURES, HOOKS, WARNINGS],
    ids=["echoes", "failures", "syntax", "futures", "hooks", "warnings"],
)
def test_a_session_prints_what_the_prompt_prints(
    statements: list[str], each: Interpreter, tmp_path: Path
) -> None:
    """Echoes, tracebacks, syntax errors, hooks and warnings look as at the interpreter's prompt."""
    if each.implementation != "CPython":
        pytest.skip("PyPy's prompt is a program of its own, which sessions do not imitate")
    typed = [PREPARE, *(line for one in statements for line in (one, mark(0)))]

    expected = at_the_prompt(statements, each, tmp_path)
    shown = printed(*typed, on=each)[1::2]

    assert numbered_alike(statements, expected) == numbered_alike(statements, shown)
