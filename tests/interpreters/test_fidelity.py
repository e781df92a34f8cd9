"""A session prints, statement by statement, what the interpreter's own prompt shows on a terminal.

Each session is proved twice: by the runner, and by a person at a terminal. The same code saves the
files, runs the commands and shows the paths; only the prompt differs.
"""

from __future__ import annotations

import ast
import re
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reloaded.book import ROOT, Book
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.processes import Ended
from reloaded.session.live_prompt import LivePrompt
from reloaded.session.model import Compared, Prompt, Session
from reloaded.session.run_session import STEP_SECONDS, Proof, Run, prove
from reloaded.store.fingerprints import contents
from reloaded.store.proofs import StoredProofs
from reloaded.store.results import ResultStore
from reloaded.testing.sampling import Case, Inputs
from tests.support.sessions import printed, steps
from tests.support.statements import SESSIONS
from tests.support.terminal import Terminal

BOOK = [
    session
    for chapter in Book().chapters()
    for session in chapter.sessions
    if any(isinstance(step, Prompt) for step in session.steps)
]

Prove = Callable[[Session, Interpreter], Proof]

TERMINAL = contents(
    (path.name, path) for path in (Path(__file__), ROOT / "tests/support/terminal.py")
)
"""What types at a terminal and compares."""

BOTH, PYPY = ("CPython", "PyPy"), ("PyPy",)

DIFFERENCES = {
    # A session's output goes to a pipe, so that it can be read.
    ("output", "sys.stdout.isatty()"): BOTH,
    ("output", "os.isatty(2)"): BOTH,
    ("output", "os.get_terminal_size()"): BOTH,
    # A session's input is empty: `input()` raises EOFError there.
    ("output", "sys.stdin.isatty()"): BOTH,
    # The runner is Python itself: its frames lie beneath a statement, and it holds `globals()`.
    ("place", "sys._getframe().f_back"): BOTH,
    ("place", "warnings.warn('from nowhere', stacklevel=2)"): BOTH,
    ("place", "hasattr(sys, 'getrefcount') and sys.getrefcount(globals())"): ("CPython",),
    ("failure", "down()"): BOTH,
    # The prompt waits for the rest of a statement; a session has no more to type.
    ("an open bracket", "(1,"): BOTH,
    ("try without except", "try:\n    pass"): PYPY,
    # PyPy's prompt ends an `if` of one line at once.
    ("compound", "if False: pass\nelse: 'one line'"): PYPY,
    # It tells what is wrong with a line before the next one is typed.
    ("syntax", "class D:\n    return 1\n    x = 1"): PYPY,
    # A session looks the same on every Python.
    ("hook", "sys.ps1, sys.ps2"): PYPY,
    # PyPy's prompt (Lib/code.py) forgets before each statement which warnings it has shown.
    ("warning", "warnings.warn('careful'); 'again'"): PYPY,
    ("warning", "old()"): PYPY,
    ("warning", "old(); 'again'"): PYPY,
    # It calls `sys.excepthook` while it handles the exception, and cannot do without it.
    ("hook", "1 / 0"): PYPY,
    ("hook", "x = = 1"): PYPY,
    ("no excepthook", "1 / 0"): PYPY,
    # It shows a traceback of its own when it starts on a plain terminal, and so reads files.
    ("place", "import linecache; sorted(linecache.cache)"): PYPY,
}
"""The statements that print something else in a session, the reason above them: where they do."""

LEFT_OUT = {
    # PyPy's prompt prints itself to `sys.stdout`, and ends where there is none.
    ("streams", "PyPy"),
}
"""Sessions that cannot be typed at an implementation's prompt."""


class TypedRun(Run):
    """One run of one session, typed at a terminal."""

    def type(self, step: Prompt) -> tuple[str, str, bool]:
        """Type a statement; start a terminal if none is waiting."""
        if self.prompt is None:
            self.prompt = Terminal(self.interpreter, self.path, self.home)  # type: ignore[assignment]  # it answers alike
        return super().type(step)


def at_the_terminal(session: Session, interpreter: Interpreter) -> list[str]:
    """What a terminal shows for each step."""
    with tempfile.TemporaryDirectory() as scratch:
        run = TypedRun(interpreter, Path(scratch).resolve(), 3 * STEP_SECONDS)
        try:
            return [outcome.printed for outcome in run.outcomes(session)]
        finally:
            run.close()


def both(
    session: Session, interpreter: Interpreter, proved: Prove = prove
) -> Iterator[tuple[str, str]]:
    """What a terminal shows and what a session prints, step by step; both at the same time."""
    with ThreadPoolExecutor(1) as person:
        shown = person.submit(at_the_terminal, session, interpreter)
        mine = [outcome.printed for outcome in proved(session, interpreter).outcomes]
        return zip(shown.result(), mine, strict=True)


def differences(
    session: Session, interpreter: Interpreter, proved: Prove = prove
) -> dict[str, tuple[str, str]]:
    """What was typed to different effect, with what a terminal shows and what a session prints.

    An object's address is its own each time that a program runs; a proof holds none.
    """
    done = [step for step in session.steps if step.gate.admits(interpreter.language)]
    return {
        step.source if isinstance(step, Compared) else str(step): pair
        for step, pair in zip(done, both(session, interpreter, proved), strict=True)
        if len({re.sub(r"\b0x[0-9a-f]{6,}\b", "0x…", text) for text in pair}) > 1
    }


def listed(name: str, interpreter: Interpreter) -> set[str]:
    """The statements of a session that are known to differ on an interpreter."""
    return {
        statement
        for (where, statement), implementations in DIFFERENCES.items()
        if where == name and interpreter.implementation in implementations
    }


def judge(known: set[str], found: dict[str, tuple[str, str]]) -> dict[str, str | tuple[str, str]]:
    """What is wrong: differences that are not known, and known ones that are none."""
    stale = dict.fromkeys(known - found.keys(), "prints the same; take it off the list")
    return stale | {statement: pair for statement, pair in found.items() if statement not in known}


@pytest.mark.dear("each session is typed at a terminal too")
@pytest.mark.parametrize("session", BOOK, ids=lambda session: session.id)
def test_the_book_prints_what_a_terminal_shows(
    session: Session, each: Interpreter, results: ResultStore, case: Case
) -> None:
    """Whoever types a claim's lines at a terminal sees what its proof has recorded."""
    if not session.speaks_of(each.language, each.implementation):
        pytest.skip(f"the claim says nothing of {each.implementation}")
    stored = StoredProofs(results, each)
    shared = stored.parts(session) | {"terminal": TERMINAL}
    inputs = Inputs({name: shared.pop(name) for name in ("session", "fences")}, shared)
    if not case.has_passed(inputs):
        assert {} == differences(session, each, lambda session, _: stored.prove(session))
        case.keep(inputs)


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_prints_what_a_terminal_shows(name: str, each: Interpreter) -> None:
    """Whatever is typed prints the same in a session, but for the differences listed above."""
    if (name, each.implementation) in LEFT_OUT:
        pytest.skip(f"this cannot be typed at {each.implementation}'s prompt")
    assert {} == judge(listed(name, each), differences(steps(*SESSIONS[name]), each))


@pytest.mark.parametrize("names", ["modules", "path_importer_cache"])
def test_a_session_has_nothing_that_a_terminal_lacks(names: str, each: Interpreter) -> None:
    """A prompt has loaded more than a session, such as `readline`, and looked into more folders.

    Only the session's own folder is open to a session first: CPython 3.14 looks there for
    `linecache` before it runs what `-c` gives it.
    """
    question = steps(f"print(sorted(__import__('sys').{names}))")
    ((shown, mine),) = both(question, each)

    assert set() == set(ast.literal_eval(mine)) - set(ast.literal_eval(shown)) - {"/demo"}


def test_many_sessions_are_typed() -> None:
    """The book's sessions are among those that are compared: at least twenty of them."""
    assert len(BOOK) >= 20


def test_each_listed_difference_is_of_one_statement() -> None:
    """A statement that is listed stands once in its session, so that no other hides behind it."""
    assert dict.fromkeys(DIFFERENCES, 1) == {
        (name, statement): SESSIONS[name].count(statement) for name, statement in DIFFERENCES
    }


def test_a_session_that_lies_is_found_out(
    interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Output that no terminal would show is a difference, with both texts."""
    honest = LivePrompt.type

    def lie(self: LivePrompt, source: str, seconds: float) -> tuple[str, Ended | None]:
        text, ended = honest(self, source, seconds)
        return text.replace("4", "5"), ended

    monkeypatch.setattr(LivePrompt, "type", lie)

    assert ["3\n", "5\n"] == printed("1 + 2", "2 + 2", on=interpreter)
    assert {"2 + 2": ("4\n", "5\n")} == differences(steps("1 + 2", "2 + 2"), interpreter)


def test_a_list_of_differences_holds_no_other() -> None:
    """A difference that is not listed is wrong, and so is a listed one that is none any more."""
    assert {} == judge({"a"}, {"a": ("1", "2")})
    assert {"b": ("1", "2")} == judge({"a"}, {"a": ("1", "2"), "b": ("1", "2")})
    assert {"a": "prints the same; take it off the list"} == judge({"a"}, {})
