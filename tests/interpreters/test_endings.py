"""However a step ends, its session gets a clear result, and nothing else does."""

from __future__ import annotations

import os
import resource
import select
from pathlib import Path

import pytest

from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.gates import EVERYWHERE
from reloaded.interpreters.processes import MOST_PRINTED_BYTES
from reloaded.session.model import Command, SaveFile
from reloaded.session.run_session import prove
from tests.support.sessions import fate, printed, session_of, steps, troubles

SHORT = 0.5
"""Seconds: long enough for what ends, short enough to wait for what does not."""

GONE = "the interpreter did not come back: "
UNREACHED = "not reached: the session ended at line 1"


DESCRIPTORS = Path("/proc/self/fd")


def command(source: str, line: int = 1) -> Command:
    """A command that prints nothing."""
    return Command(line, EVERYWHERE, source, "")


@pytest.mark.parametrize(
    ("statement", "trouble"),
    [
        ("import os; os._exit(3)", "it ended with exit status 3"),
        ("import os; os._exit(0)", "it ended with exit status 0"),
        ("import ctypes; ctypes.string_at(0)", "it was killed by SIGSEGV"),
        ("import os; os.abort()", "it was killed by SIGABRT"),
        ("import os; os.kill(os.getpid(), 9)", "it was killed by SIGKILL"),
        ("import os; os.closerange(3, 64)", "it ended with exit status 1"),
    ],
)
def test_an_interpreter_that_does_not_come_back_ends_its_session(
    statement: str, trouble: str, interpreter: Interpreter
) -> None:
    """A crash and an abrupt exit are named, and the steps after are not reached."""
    expected = [GONE + trouble, UNREACHED, UNREACHED]

    assert expected == fate(statement, "1 + 1", command("echo", 3), on=interpreter)


@pytest.mark.parametrize(
    "statement",
    ["while True: pass", "while True: print('again')", "import time; time.sleep(60)"],
)
def test_a_statement_that_hangs_ends_its_session(statement: str, interpreter: Interpreter) -> None:
    """A statement has its time and no more, whether it prints or not."""
    expected = [GONE + "it was still running when its time was up", UNREACHED, UNREACHED]

    assert expected == fate(statement, "1 + 1", command("echo", 3), on=interpreter, seconds=SHORT)


def test_exit_ends_the_interpreter_and_the_next_fence_is_a_new_one(
    interpreter: Interpreter,
) -> None:
    """After `sys.exit()`, whatever its status, the next fence is typed at a fresh prompt."""
    assert "" == troubles(
        """
        ```pycon
        >>> import sys
        >>> tea = 3
        >>> sys.exit("bye")
        bye
        ```

        ```pycon
        >>> tea
        Traceback (most recent call last):
          ...
        NameError: name 'tea' is not defined
        ```
        """,
        interpreter,
    )


def test_nothing_is_typed_after_an_exit_in_the_same_fence(interpreter: Interpreter) -> None:
    """A statement below `sys.exit()` in one fence is told to stand in a fence of its own."""
    after = "```pycon\n>>> 2\n2\n>>> 3\n3\n```"
    session = session_of(f"```pycon\n>>> raise SystemExit\n>>> 1\n1\n```\n\n{after}")

    first, second, *others = prove(session, interpreter).outcomes

    assert "" == first.trouble
    expected = "the interpreter has exited; type this in a fence of its own\n"
    assert second.trouble.startswith(expected)
    unreached = "not reached: the session ended at line 5"
    assert [unreached] * 2 == [outcome.trouble for outcome in others]


@pytest.mark.parametrize(
    "source",
    ["sleep 60 | cat", "yes"],
)
def test_a_command_that_hangs_is_stopped_and_the_session_goes_on(
    source: str, interpreter: Interpreter
) -> None:
    """A command has no more time than a statement; the interpreter beside it is not touched."""
    expected = ["", "the command hangs: it was still running when its time was up", ""]

    assert expected == fate("x = 1", command(source, 2), "x", on=interpreter, seconds=SHORT)


def test_a_command_is_done_when_its_shell_is(interpreter: Interpreter) -> None:
    """A process in the background that holds the output open keeps nobody waiting."""
    background = command("sleep 60 & echo started")

    assert ["", ""] == fate(background, "1 + 1", on=interpreter, seconds=SHORT)
    assert ["started\n"] == printed(background, on=interpreter)


@pytest.mark.parametrize(
    "start",
    [
        "child = subprocess.Popen(['sleep', '60']).pid",
        "child = os.fork() or time.sleep(60)",
    ],
)
def test_a_child_left_behind_ends_with_its_session(start: str, interpreter: Interpreter) -> None:
    """Processes that a session starts are gone when it is over."""
    child = int(printed("import os, subprocess, time", start, "child", on=interpreter)[-1])

    assert ends(child)


def ends(process: int) -> bool:
    """Wait for the end of a process that is no child of this one; false where it never comes."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 5)[0])
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("daemon", [True, False])
def test_a_thread_left_running_holds_nothing_up(*, daemon: bool, interpreter: Interpreter) -> None:
    """A thread that never ends does not keep the prompt, nor the end of the session."""
    start = f"threading.Thread(target=time.sleep, args=(60,), daemon={daemon}).start()"

    assert ["", "", "2\n"] == printed("import threading, time", start, "1 + 1", on=interpreter)


def test_a_thread_that_never_ends_keeps_an_exit_waiting(interpreter: Interpreter) -> None:
    """As at a prompt, `sys.exit()` waits for threads that are no daemons, until time is up."""
    start = "import threading, time; threading.Thread(target=time.sleep, args=(60,)).start()"

    expected = ["", GONE + "it was still running when its time was up"]
    assert expected == fate(start, "raise SystemExit", on=interpreter, seconds=SHORT)


def test_an_exit_may_take_as_long_as_a_statement(interpreter: Interpreter) -> None:
    """A thread that ends in time is waited for, and the session goes on."""
    start = "import threading, time; threading.Thread(target=time.sleep, args=(1.5,)).start()"

    assert ["", "", ""] == fate(start, "raise SystemExit", "1", on=interpreter)


def test_an_interpreter_that_ends_between_two_steps_is_told(interpreter: Interpreter) -> None:
    """Nobody reads what is typed next; how the interpreter ended is its trouble."""
    later = "import os, threading; threading.Timer(0.1, os._exit, (3,)).start()"

    expected = ["", "", GONE + "it ended with exit status 3"]
    assert expected == fate(later, command("sleep 0.5", 2), "1", on=interpreter)


def test_a_forked_child_that_comes_back_ends_well(interpreter: Interpreter) -> None:
    """Whoever waits for it sees a child that did nothing wrong."""
    status = "os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])"

    assert "0\n" == printed("import os", "child = os.fork()", status, on=interpreter)[-1]


def test_a_forked_child_has_no_prompt_of_its_own(interpreter: Interpreter) -> None:
    """A child that comes back from a fork ends there: what follows is typed once."""
    home = "import os; home = os.getpid()"
    asked = ["os.getpid() == home"] * 20

    for fork in ("child = os.fork()", "if os.fork() == 0: raise SystemExit"):
        assert ["", "", *["True\n"] * 20] == printed(home, fork, *asked, on=interpreter)


def test_input_is_at_its_end(interpreter: Interpreter) -> None:
    """Nobody types an answer: `input()` finds the end of the file."""
    reading, writing = os.pipe()
    os.write(writing, b"an answer\n")
    os.close(writing)
    own = os.dup(0)
    os.dup2(reading, 0)
    try:
        (shown,) = printed("input()", on=interpreter)
    finally:
        os.dup2(own, 0)
        os.close(own)
        os.close(reading)

    assert shown.endswith("EOFError: EOF when reading a line\n")


def test_a_session_may_lose_its_streams(interpreter: Interpreter) -> None:
    """A closed, replaced or deleted `sys.stdout` is the session's affair; the prompt goes on."""
    shown = printed(
        "import io, sys; real = sys.stdout",
        "sys.stdout = io.StringIO(); print('unseen')",
        "_ = sys.stderr.write(sys.stdout.getvalue())",
        "del sys.stdout",
        "1",
        "sys.stdout = real; print('seen')",
        "sys.stdout.close()",
        "1 / 0",
        on=interpreter,
    )

    assert ["", "", "unseen\n", ""] == shown[:4]
    assert shown[4].endswith("RuntimeError: lost sys.stdout\n")
    assert ["seen\n", ""] == shown[5:7]
    assert shown[7].endswith("ZeroDivisionError: division by zero\n")


@pytest.mark.parametrize("leave", ["os.chdir('/')", "os.rmdir('/proc/self/cwd/../demo')"])
def test_a_session_may_leave_its_folder(leave: str, interpreter: Interpreter) -> None:
    """Wherever the interpreter went, files are saved in the session's folder, made anew if gone."""
    session = ("import os", leave, SaveFile(3, EVERYWHERE, "a.py", ""), command("ls; pwd", 4))

    assert ["", "", "a.py\n/demo\n"] == printed(*session, on=interpreter)


def test_a_folder_that_is_gone_is_told(interpreter: Interpreter) -> None:
    """A command needs the folder: without one the file system refuses, in a message of one line."""
    gone = "import os; os.rmdir(os.getcwd())"

    _, trouble, after = fate(gone, command("ls", 2), "1", on=interpreter)

    assert "the file system refuses: [Errno 2] No such file or directory: '/demo'" == trouble
    assert "" == after


def test_long_output_is_cut_with_a_notice(interpreter: Interpreter) -> None:
    """What a step prints beyond the limit is dropped, in little memory, and its reader is told."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    more = steps("import os", f"_ = os.write(1, b'x' * {MOST_PRINTED_BYTES + 7})", "1 + 1")
    _, long, after = prove(more, interpreter).outcomes

    assert (
        f"x\n[the output was cut after {MOST_PRINTED_BYTES:,} bytes]\n"
        == long.printed[MOST_PRINTED_BYTES - 1 :]
    )
    assert len(long.trouble) < 10_000
    assert "2\n" == after.printed
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * 1024 < 10 * MOST_PRINTED_BYTES


def test_output_may_pause(interpreter: Interpreter) -> None:
    """After a while of silence, more comes than a pipe holds: it is read as it comes."""
    pausing = "_ = os.write(1, b'a'); time.sleep(0.2); _ = os.write(1, b'x' * 200_000)"

    assert "a" + "x" * 200_000 + "\n" == printed("import os, time", pausing, on=interpreter)[-1]


def test_a_session_leaves_nothing_behind(
    interpreter: Interpreter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scratch folder is gone after a session, and so is every descriptor."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = len(list(DESCRIPTORS.iterdir()))

    fate(SaveFile(1, EVERYWHERE, "a/b.py", ""), "1", command("touch ../c", 3), on=interpreter)
    fate("import os; os.abort()", "1", on=interpreter)

    assert [] == list(tmp_path.iterdir())
    assert before == len(list(DESCRIPTORS.iterdir()))
