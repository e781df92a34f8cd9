"""What all workers of a test run share: made by the first that asks for it."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this test run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(shared: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Make a folder, or find the one that another worker has made; nobody may write into it.

    Whoever comes while it is made waits. What could not be made is no folder, and the next one
    tries again, so that each test that needs it tells why.

    Args:
        shared: the folder that workers have in common.
        name: of the folder.
        make: called with an empty folder, which becomes the one of that name.

    Returns:
        The folder.
    """
    place = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        if not place.exists():
            scratch = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=shared))
            make(scratch)
            scratch.rename(place)
    return place


def copied(made: Path, folder: Path) -> Path:
    """Copy what was made once to where a test may write; what was there before is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made, folder)
    return folder
