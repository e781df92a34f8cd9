"""Workers of a test run share what is dear to make."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reloaded.book import ROOT
from tests.support.made_once import copied, made_once


def test_the_first_who_asks_makes_it_and_the_others_wait(tmp_path: Path) -> None:
    """It is whole for each of them, and made once."""
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        for number in range(200):
            (folder / f"{number}.html").write_text("x")

    with ThreadPoolExecutor(4) as workers:
        found = list(workers.map(lambda _: made_once(tmp_path, "site", make), range(8)))

    assert len(made) == 1
    assert [tmp_path / "site"] * 8 == found
    assert len(list(found[0].iterdir())) == 200


def test_what_could_not_be_made_is_tried_again(tmp_path: Path) -> None:
    """Each who asks is told why, and half a site is nobody's."""

    def fail(folder: Path) -> None:
        (folder / "half.html").write_text("x")
        raise ValueError("no such theme")

    for _ in range(2):
        with pytest.raises(ValueError, match="no such theme"):
            made_once(tmp_path, "site", fail)

    assert [] == list(made_once(tmp_path, "site", lambda _: None).iterdir())


def test_a_copy_is_the_tests_own(tmp_path: Path) -> None:
    """Another copy takes its place whole, and what was made stays as it was."""
    made = made_once(tmp_path, "site", lambda folder: (folder / "a.html").touch())
    own = copied(made, tmp_path / "own")
    (own / "b.html").touch()

    assert ["a.html"] == [file.name for file in copied(made, own).iterdir()]
    assert ["a.html"] == [file.name for file in made.iterdir()]


def test_workers_have_one_folder_in_common(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same for all of them, and one of its own for each run."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    pytester.makepyfile("""
        import pytest
        from tests.support.made_once import made_once, shared
        @pytest.mark.parametrize("n", range(4))
        def test_one(n, shared):
            made_once(shared, "site", lambda folder: open("made.txt", "a").write("made "))
    """)
    for runs, workers in enumerate(("2", "0"), 1):
        pytester.runpytest_subprocess("-n", workers, "-p", "no:cacheprovider").assert_outcomes(
            passed=4
        )
        assert "made " * runs == (pytester.path / "made.txt").read_text()
