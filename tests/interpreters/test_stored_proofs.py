"""A session is run again after any change of what its proof depends on, and not without one."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reloaded.interpreters.environments import Interpreter
from reloaded.session.chapter import parse_chapter
from reloaded.session.model import Session
from reloaded.session.run_session import Proof, prove
from reloaded.store import fingerprints, proofs
from reloaded.store.proofs import StoredProofs
from reloaded.store.results import ResultStore

PAGE = """\
# A chapter

## A claim { #claim }

```python title="tea.py"
CUPS = 2
```

```pycon
>>> import tea
>>> tea.CUPS
2
```
"""


def session(text: str = PAGE) -> Session:
    """The first claim of a page."""
    return parse_chapter(text, Path(), "docs/page.md").sessions[0]


class Runs:
    """Proves sessions, and counts how often one was really run.

    Args:
        folder: of the results.
        interpreter: where to run.
    """

    def __init__(self, folder: Path, interpreter: Interpreter) -> None:
        self.folder = folder
        self.interpreter = interpreter
        self.count = 0

    def run(self, session: Session, interpreter: Interpreter) -> Proof:
        """Run a session."""
        self.count += 1
        return prove(session, interpreter)

    def prove(self, session: Session, *, fresh: bool = False) -> Proof:
        """What a test run of its own makes of a session."""
        store = ResultStore(self.folder, fresh=fresh)
        return StoredProofs(store, self.interpreter, self.run).prove(session)


@pytest.fixture
def copied(interpreter: Interpreter, tmp_path: Path) -> Interpreter:
    """The running interpreter as a fingerprint sees it, from files that a test may change."""
    library, home = tmp_path / "library", tmp_path / "home"
    (library / "json").mkdir(parents=True)
    (library / "os.py").write_text("curdir = '.'\n")
    (library / "json/decoder.py").write_text("DEPTH = 1\n")
    (home / "lib").mkdir(parents=True)
    (home / "lib/tool.py").write_text("VERSION = 1\n")
    for name in ("python", "libpython.so"):
        (tmp_path / name).write_text(name)
    return dataclasses.replace(
        interpreter,
        home=home,
        program=tmp_path / "python",
        library=str(library),
        linked=(str(tmp_path / "libpython.so"),),
    )


def fingerprint(interpreter: Interpreter, folder: Path) -> str:
    """What an interpreter is for a test run of its own."""
    return fingerprints.of_interpreter(interpreter, ResultStore(folder / "results"))


def test_what_has_not_changed_is_not_run_again(tmp_path: Path, interpreter: Interpreter) -> None:
    """And its proof is the same to the last word."""
    runs = Runs(tmp_path, interpreter)
    assert runs.prove(session()) == runs.prove(session())
    assert runs.count == 1


def test_a_fresh_run_runs_it_again(tmp_path: Path, interpreter: Interpreter) -> None:
    """And keeps what came of it."""
    runs = Runs(tmp_path, interpreter)
    for fresh, expected in ((False, 1), (True, 2), (False, 2)):
        runs.prove(session(), fresh=fresh)
        assert expected == runs.count


def test_a_proof_that_does_not_hold_is_not_kept(tmp_path: Path, interpreter: Interpreter) -> None:
    """A page is told that it is wrong as often as it is asked."""
    runs = Runs(tmp_path, interpreter)
    for expected in (1, 2):
        assert not runs.prove(session(PAGE.replace("\n2\n", "\n3\n"))).holds
        assert expected == runs.count


def test_a_session_that_has_moved_on_its_page_has_its_proof_there(
    tmp_path: Path, interpreter: Interpreter
) -> None:
    """A sentence above it changes nothing of what it prints."""
    runs = Runs(tmp_path, interpreter)
    above = [outcome.line for outcome in runs.prove(session()).outcomes]
    moved = runs.prove(session(PAGE.replace("# A chapter\n", "# A chapter\n\nTea.\n")))
    assert runs.count == 1
    assert [line + 2 for line in above] == [outcome.line for outcome in moved.outcomes]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CUPS = 2", "CUPS = int('2')"),
        ("tea.py", "tea.py"[:3] + "/__init__.py"),
        (">>> import tea\n", ">>> import tea, sys\n"),
        (">>> tea.CUPS\n2", ">>> tea.CUPS + 1\n3"),
        ('title="tea.py"', 'title="tea.py" saved="same second"'),
        ("```pycon\n", '```pycon py=">=3.11"\n'),
        ("```pycon\n", '```pycon match="ellipsis"\n'),
    ],
)
def test_a_changed_session_is_run_again(
    tmp_path: Path, interpreter: Interpreter, old: str, new: str
) -> None:
    """A file, its name, a line that is typed, an output, a gate, an attribute."""
    runs = Runs(tmp_path, interpreter)
    runs.prove(session())
    assert old in PAGE
    runs.prove(session(PAGE.replace(old, new, 1)))
    assert runs.count == 2


def test_a_session_of_other_blocks_is_run_again(tmp_path: Path, interpreter: Interpreter) -> None:
    """After `sys.exit()` a block of its own has a new interpreter, and a further line has none."""
    runs = Runs(tmp_path, interpreter)
    one_block = PAGE.replace(">>> import tea\n", ">>> import sys; sys.exit()\n>>> import tea\n")
    two_blocks = one_block.replace("exit()\n", "exit()\n```\n\n```pycon\n")
    assert session(one_block).digest == session(two_blocks).digest
    assert runs.prove(session(two_blocks)).holds
    assert not runs.prove(session(one_block)).holds


def rewrite(path: Path) -> None:
    """Change a file, keep its size, and put its dates back."""
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def exchange(path: Path) -> None:
    """Put another file of the same size and date into its place."""
    other = path.with_name("other")
    shutil.copy2(path, other)
    rewrite(other)
    other.replace(path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file of the standard library": lambda at: rewrite(at / "library/os.py"),
    "a file deep in it": lambda at: rewrite(at / "library/json/decoder.py"),
    "a new file in it": lambda at: (at / "library/new.py").write_text(""),
    "one file less": lambda at: (at / "library/json/decoder.py").unlink(),
    "another name": lambda at: (at / "library/os.py").rename(at / "library/os2.py"),
    "the program": lambda at: rewrite(at / "python"),
    "another program of that date": lambda at: exchange(at / "python"),
    "a shared library": lambda at: rewrite(at / "libpython.so"),
    "a package of the environment": lambda at: rewrite(at / "home/lib/tool.py"),
    "a new package there": lambda at: (at / "home/lib/sitecustomize.py").write_text(""),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_interpreter_is_asked_again(
    tmp_path: Path, copied: Interpreter, what: str
) -> None:
    """Whatever changed, and though the date was put back."""
    before = fingerprint(copied, tmp_path)
    assert before == fingerprint(copied, tmp_path)
    CHANGES[what](tmp_path)
    assert before != fingerprint(copied, tmp_path)


def test_what_was_compiled_changes_nothing(tmp_path: Path, copied: Interpreter) -> None:
    """Else the first run of a session would make every proof old."""
    before = fingerprint(copied, tmp_path)
    (tmp_path / "library/__pycache__").mkdir()
    (tmp_path / "library/__pycache__/os.cpython-311.pyc").write_bytes(b"")
    assert before == fingerprint(copied, tmp_path)


@pytest.mark.parametrize(
    "change",
    [{"full": "3.11.8"}, {"implementation": "PyPy"}],
    ids=["version", "implementation"],
)
def test_another_version_is_another_interpreter(
    tmp_path: Path, copied: Interpreter, change: dict[str, str]
) -> None:
    """Though all of its files were the same."""
    other = dataclasses.replace(copied, **change)  # type: ignore[arg-type]  # both are strings
    assert fingerprint(copied, tmp_path) != fingerprint(other, tmp_path)


@pytest.mark.parametrize("name", ["LC_ALL", "TZ", "PYTHONHASHSEED", "PATH"])
def test_a_variable_of_sessions_is_part_of_it(
    tmp_path: Path, copied: Interpreter, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The locale among them."""
    before = fingerprint(copied, tmp_path)
    variables = Interpreter.variables
    monkeypatch.setattr(
        Interpreter, "variables", lambda self, folder: variables(self, folder) | {name: "other"}
    )
    assert before != fingerprint(copied, tmp_path)


def test_the_system_is_part_of_it(
    tmp_path: Path, copied: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kernel decides how processes start and how fine the dates of files are."""
    before = fingerprint(copied, tmp_path)
    here = os.uname()
    other = os.uname_result((here.sysname, here.nodename, "0.1", here.version, here.machine))
    monkeypatch.setattr(os, "uname", lambda: other)
    assert before != fingerprint(copied, tmp_path)


def test_our_own_code_is_part_of_it(
    tmp_path: Path, interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The runner, and what holds its output against the page."""
    runs = Runs(tmp_path, interpreter)
    runs.prove(session())
    package = tmp_path / "package"
    package.mkdir()
    for name in proofs.CODE:
        source = fingerprints.PACKAGE / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, package / name)
    monkeypatch.setattr(fingerprints, "PACKAGE", package)
    for number, file in enumerate(("guest/runner.py", "session/compare.py"), 2):
        (package / file).write_text((package / file).read_text() + "\n")
        fingerprints.of_code.cache_clear()
        runs.prove(session())
        assert number == runs.count
    fingerprints.of_code.cache_clear()


def test_the_time_of_a_step_is_part_of_it(
    tmp_path: Path, interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that comes back in ten seconds may not in one."""
    runs = Runs(tmp_path, interpreter)
    runs.prove(session())
    monkeypatch.setattr(proofs, "STEP_SECONDS", 1.0)
    runs.prove(session())
    assert runs.count == 2


def test_a_right_proof_of_a_wrong_answer_is_kept(tmp_path: Path, interpreter: Interpreter) -> None:
    """Its outputs differ from the session's, as they should."""
    runs = Runs(tmp_path, interpreter)
    wrong = session(PAGE.replace("\n2\n", "\n3\n"))
    stored = StoredProofs(ResultStore(tmp_path), interpreter, runs.run)
    proof = prove(wrong, interpreter)
    stored.keep(wrong, proof)
    assert proof == stored.find(wrong)


def test_what_names_a_line_of_the_page_is_not_kept(
    tmp_path: Path, interpreter: Interpreter
) -> None:
    """The session may stand elsewhere next time."""
    ends = session(PAGE.replace(">>> import tea\n", ">>> import os; os._exit(3)\n"))
    stored = StoredProofs(ResultStore(tmp_path), interpreter)
    stored.keep(ends, prove(ends, interpreter))
    assert stored.find(ends) is None
