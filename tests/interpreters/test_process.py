"""Processes are read, limited and ended, whatever they do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reloaded.interpreters.processes import MOST_PRINTED_BYTES, Ended, Process

Start = Callable[[str], Process]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start shell commands that are closed when the test is over."""
    started: list[Process] = []

    def run(command: str) -> Process:
        started.append(Process(["/bin/sh", "-c", command], tmp_path, {"PATH": os.defpath}))
        return started[-1]

    yield run
    for process in started:
        process.close()


@pytest.mark.parametrize(
    ("command", "status", "text"),
    [
        ("true", 0, "it ended with exit status 0"),
        ("exit 3", 3, "it ended with exit status 3"),
        ("kill -1 $$", -1, "it was killed by SIGHUP"),
        ("kill -9 $$", -9, "it was killed by SIGKILL"),
        ("kill -11 $$", -11, "it was killed by SIGSEGV"),
    ],
)
def test_an_end_has_a_name(command: str, status: int, text: str, start: Start) -> None:
    """An exit status is told as a number, a signal by its name."""
    ended = start(command).finish(5)

    assert Ended(status) == ended
    assert text == str(ended)


def test_what_takes_too_long_is_killed(start: Start) -> None:
    """A process whose time is up is ended, and what it printed by then is kept."""
    process = start("echo before; exec sleep 60")

    assert Ended(None) == process.finish(0.2)
    assert "before\n" == process.take()
    assert "it was still running when its time was up" == str(Ended(None))


@pytest.mark.parametrize("late", [0.0, 0.5])
def test_time_that_is_up_is_not_prolonged(
    late: float, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has not been seen to end by the deadline is too late, be it by nothing at all."""
    process = start("true")
    process.child.wait()
    clock = iter([100.0, 110.0 + late])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))

    assert Ended(None) == process.finish(10)


def test_both_streams_are_one(start: Start) -> None:
    """Both stdout and stderr come in the order of their writing."""
    process = start("echo one; echo two >&2; echo three")
    process.finish(5)

    assert "one\ntwo\nthree\n" == process.take()


def test_a_process_that_closes_its_output_is_waited_for(start: Start) -> None:
    """The end of the output is not the end of the process."""
    process = start("exec >&- 2>&-; read x < /dev/null; exit 4")

    assert Ended(4) == process.finish(5)


def test_a_process_that_closes_its_output_has_no_more_time(start: Start) -> None:
    """Whoever prints nothing any more is killed in time like others."""
    assert Ended(None) == start("exec >&- 2>&-; exec sleep 5").finish(0.2)


def test_what_comes_in_pieces_is_read_until_it_is_cut(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading stops at the limit, though there is more, and goes on where it is asked to again."""
    monkeypatch.setattr("reloaded.interpreters.processes.MOST_PRINTED_BYTES", 10)
    monkeypatch.setattr("reloaded.interpreters.processes.CHUNK_BYTES", 4)
    process = start("printf abcdefghijklmnop")
    process.child.wait()

    assert process.read()
    assert "abcdefghij\n[the output was cut after 10 bytes]\n" == process.take()
    assert not process.read()
    assert "mnop" == process.take()


@pytest.mark.parametrize(
    ("more", "notice"),
    [(0, ""), (1, f"\n[the output was cut after {MOST_PRINTED_BYTES:,} bytes]\n")],
)
def test_output_is_kept_up_to_a_limit(more: int, notice: str, start: Start) -> None:
    """Exactly the limit is kept whole; a byte more is told, and the next text starts anew."""
    process = start(f"head -c {MOST_PRINTED_BYTES + more} /dev/zero | tr '\\0' x")
    process.finish(20)

    assert "x" * MOST_PRINTED_BYTES + notice == process.take()
    assert "" == process.take()


def test_what_is_no_utf_8_is_shown_escaped(start: Start) -> None:
    """Bytes that are no text are visible, so that a page can say them."""
    process = start(r"printf 'caf\351 \360\237\230\200\n'")
    process.finish(5)

    assert "caf\\xe9 😀\n" == process.take()


def test_a_program_that_is_not_there_leaves_nothing_open(tmp_path: Path) -> None:
    """A process that cannot start raises, and closes what it had opened."""
    before = len(list(Path("/proc/self/fd").iterdir()))

    with pytest.raises(FileNotFoundError):
        Process(["/no/such/program"], tmp_path, {})

    assert before == len(list(Path("/proc/self/fd").iterdir()))
