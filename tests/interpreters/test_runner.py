"""The folder of a session is that of a patient person: time passes between two saves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from reloaded.guest.runner import BETWEEN_SAVES, EPOCH, Folder

SECOND = 10**9
MILLISECOND = 10**6


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder."""
    return Folder(str(tmp_path))


def saved_at(folder: Folder, path: str = "") -> int:
    """When a file or the folder was changed, in nanoseconds."""
    return Path(folder.root, path).stat().st_mtime_ns


def test_two_saves_are_seconds_apart(folder: Folder) -> None:
    """A save is later than the one before by more than the second that a `.pyc` can tell."""
    moments = []
    for text in ("tea = 3", "tea = 4", "tea = 5"):
        folder.save("bar.py", text)
        moments.append(saved_at(folder, "bar.py"))

    assert [BETWEEN_SAVES * SECOND] * 2 == [after - before for before, after in pairwise(moments)]
    assert BETWEEN_SAVES > 1


def test_a_save_in_the_same_second_is_one(folder: Folder) -> None:
    """A file may be saved again at the very time of the save before."""
    folder.save("bar.py", "tea = 3")
    first = saved_at(folder, "bar.py")
    folder.save("bar.py", "tea = 4", same_second=True)

    assert first == saved_at(folder, "bar.py")
    assert "tea = 4" == Path(folder.root, "bar.py").read_text()


def test_a_folder_changes_when_its_files_come_and_go(folder: Folder) -> None:
    """Each new or deleted file gives every folder a new time, of the session's own clock."""
    changes: list[Callable[[], None]] = [
        lambda: folder.save("shop/a.py", ""),
        lambda: folder.save("shop/b.py", "", same_second=True),
        lambda: folder.delete("shop/a.py"),
        lambda: folder.save("shop/a.py", "", same_second=True),
        folder.touch,
    ]
    moments = []
    for change in changes:
        change()
        assert saved_at(folder) == saved_at(folder, "shop")
        moments.append(saved_at(folder))

    assert sorted(set(moments)) == moments
    assert EPOCH * SECOND < moments[0]
    assert moments[-1] < (EPOCH + 60) * SECOND


def test_a_folder_changes_a_millisecond_after_its_file(folder: Folder) -> None:
    """That is as fine as the coarsest clock of a file system that sessions meet, a browser's."""
    folder.save("bar.py", "")
    moments = [saved_at(folder, "bar.py")]
    for _ in range(5):
        moments.append(saved_at(folder))
        folder.touch()

    assert [MILLISECOND] * 5 == [after - before for before, after in pairwise(moments)]


def test_the_clock_starts_with_a_year() -> None:
    """A session's times are those of 2026, whenever it runs."""
    assert datetime(2026, 1, 1, tzinfo=UTC).timestamp() == EPOCH


def test_an_edit_leaves_its_folder_alone(folder: Folder) -> None:
    """Saving a file that is there changes no listing, and so no folder's time."""
    folder.save("bar.py", "tea = 3")
    before = saved_at(folder)
    folder.save("bar.py", "tea = 4")

    assert before == saved_at(folder)


def test_a_file_is_written_as_it_is(folder: Folder) -> None:
    """Text is written as UTF-8, and its newlines are kept."""
    folder.save("bar.py", "é = 1\r\n# \U0001d11e\n")

    assert "é = 1\r\n# \U0001d11e\n".encode() == Path(folder.root, "bar.py").read_bytes()


def test_a_listing_has_everything(folder: Folder) -> None:
    """Paths are relative and sorted; those of folders end in a slash."""
    folder.save("b.py", "")
    folder.save("a/c/d.py", "")

    folder.save("-e/f.py", "")

    assert ["-e/", "-e/f.py", "a/", "a/c/", "a/c/d.py", "b.py"] == folder.paths()
