"""An interpreter gets an environment once, and a newer one replaces it."""

from __future__ import annotations

import os
from pathlib import Path

from reloaded.interpreters.environments import UNUSED, prepare, prune, running


def test_an_environment_is_made_once(tmp_path: Path) -> None:
    """The second call finds what the first has made."""
    first = prepare(running(), tmp_path)
    made = first.executable.lstat().st_mtime_ns
    assert first == prepare(running(), tmp_path)
    assert made == first.executable.lstat().st_mtime_ns


def test_an_environment_holds_no_packages(tmp_path: Path) -> None:
    """No start-up file of the machine takes part in a session."""
    home = prepare(running(), tmp_path).home
    assert [] == list(home.glob("lib/python*/site-packages/*"))


def test_an_environment_that_is_replaced_goes_once_nobody_can_use_it(tmp_path: Path) -> None:
    """Another process may still run in one that is fresh, and one of another Python stays."""
    names = ("python3.13-new", "python3.13-fresh", "python3.13-old", "python3.12-old")
    homes = [tmp_path / name for name in names]
    for home in homes:
        home.mkdir()
        if home.name.endswith("old"):
            past = home.stat().st_mtime - UNUSED - 1
            os.utime(home, (past, past))
    prune(homes[0])
    assert {"python3.13-new", "python3.13-fresh", "python3.12-old"} == {
        home.name for home in tmp_path.iterdir()
    }
