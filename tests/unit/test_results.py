"""What a run has found out is found again, and nothing else is."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reloaded.store.results import ResultStore, default_folder

PARTS = {"session": "a", "code": "b"}


def only_file(folder: Path) -> Path:
    """The one result of a folder."""
    (file,) = folder.glob("*/*.json")
    return file


def test_a_result_is_found_by_another_run(tmp_path: Path) -> None:
    """With the same parts, in whatever order."""
    ResultStore(tmp_path).put("proof", PARTS, {"printed": "é\n"})

    store = ResultStore(tmp_path)
    assert {"printed": "é\n"} == store.get("proof", dict(reversed(PARTS.items())))
    assert {"proof": 1} == store.found


@pytest.mark.parametrize("parts", [{"session": "a"}, {**PARTS, "code": "c"}, {**PARTS, "x": 1}])
def test_another_part_is_another_result(tmp_path: Path, parts: dict[str, str]) -> None:
    """One less, one more, or one that has changed."""
    store = ResultStore(tmp_path)
    store.put("proof", PARTS, 1)
    assert store.get("proof", parts) is None
    assert store.get("picture", PARTS) is None


def test_a_fresh_run_finds_nothing_and_replaces_what_was_kept(tmp_path: Path) -> None:
    """Whoever asks for everything gets everything run."""
    ResultStore(tmp_path).put("proof", PARTS, "old")
    fresh = ResultStore(tmp_path, fresh=True)
    assert fresh.get("proof", PARTS) is None
    fresh.put("proof", PARTS, "new")
    assert ResultStore(tmp_path).get("proof", PARTS) == "new"


def test_a_result_that_is_cut_off_is_none(tmp_path: Path) -> None:
    """At whichever byte: a run may be killed, and a disk may be full."""
    store = ResultStore(tmp_path)
    store.put("proof", PARTS, ["printed"])
    file = only_file(tmp_path)
    whole = file.read_bytes()
    for end in range(len(whole)):
        file.write_bytes(whole[:end])
        assert store.get("proof", PARTS) is None
    file.write_bytes(whole)
    assert ["printed"] == store.get("proof", PARTS)


@pytest.mark.parametrize(
    "change",
    [{"value": "2"}, {"value": None}, {"parts": {}}, {"kind": "picture"}, {"check": "0" * 40}],
)
def test_a_result_that_was_altered_is_none(tmp_path: Path, change: dict[str, object]) -> None:
    """By hand, or by the disk: its hash is another."""
    store = ResultStore(tmp_path)
    store.put("proof", PARTS, "1")
    file = only_file(tmp_path)
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    assert store.get("proof", PARTS) is None


def test_a_result_under_the_name_of_another_is_none(tmp_path: Path) -> None:
    """A file that was copied or renamed says what it is about."""
    store = ResultStore(tmp_path)
    store.put("proof", PARTS, "1")
    other = store.file("proof", {"session": "b"})
    other.parent.mkdir(exist_ok=True)
    only_file(tmp_path).rename(other)
    assert store.get("proof", {"session": "b"}) is None


def test_runs_side_by_side_leave_one_whole_result(tmp_path: Path) -> None:
    """They find out the same; whichever writes last, nobody reads a half."""
    store = ResultStore(tmp_path)
    value = "x" * 100_000
    with ThreadPoolExecutor(4) as pool:
        for _ in range(20):
            pool.submit(store.put, "proof", PARTS, value)
        found = list(pool.map(lambda _: store.get("proof", PARTS), range(20)))
    assert set(found) <= {None, value}
    assert [only_file(tmp_path)] == [path for path in tmp_path.rglob("*") if path.is_file()]
    assert value == store.get("proof", PARTS)


def test_what_was_not_asked_for_the_longest_goes_first(tmp_path: Path) -> None:
    """Until four fifths of the limit are left."""
    store = ResultStore(tmp_path)
    for number in range(10):
        store.put("proof", {"number": number}, "x" * 1000)
        os.utime(store.file("proof", {"number": number}), (number, number))
    store.get("proof", {"number": 0})
    size = store.file("proof", {"number": 0}).stat().st_size

    assert ResultStore(tmp_path, most_bytes=10 * size).prune() == 0
    assert ResultStore(tmp_path, most_bytes=9 * size).prune() == 3
    left = [number for number in range(10) if store.get("proof", {"number": number})]
    assert [0, 4, 5, 6, 7, 8, 9] == left


def test_what_a_killed_run_left_behind_is_deleted_too(tmp_path: Path) -> None:
    """It counts, and goes by its age."""
    store = ResultStore(tmp_path, most_bytes=1)
    store.put("proof", PARTS, "1")
    only_file(tmp_path).with_suffix(".part").write_text("half")
    store.prune()
    assert [] == [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """And stops nobody."""
    (tmp_path / "file").write_text("")
    store = ResultStore(tmp_path / "file" / "results")
    store.put("proof", PARTS, "1")
    assert store.get("proof", PARTS) is None
    assert not store.kept
    assert store.prune() == 0


def test_one_variable_moves_the_results(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """They lie in the user's cache else, outside of every checkout."""
    monkeypatch.setenv("RELOADED_STORE", str(tmp_path))
    assert tmp_path == default_folder()
    monkeypatch.delenv("RELOADED_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    assert Path("/cache/reloaded/results") == default_folder()
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert Path.home() / ".cache/reloaded/results" == default_folder()
