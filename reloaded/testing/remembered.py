"""What earlier test runs have found out, for all that this one asks."""

from __future__ import annotations

import pytest

from reloaded.store.results import ResultStore

RESULTS = pytest.StashKey[ResultStore]()


def results(config: pytest.Config) -> ResultStore:
    """What earlier runs have found out; nothing of it with `--fresh`."""
    if RESULTS not in config.stash:
        config.stash[RESULTS] = ResultStore(fresh=config.getoption("--fresh"))
    return config.stash[RESULTS]
