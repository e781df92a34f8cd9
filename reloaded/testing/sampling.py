"""Runs a sample of the cases of a test that are dear and alike, and those whose inputs are others.

A test is marked with `@pytest.mark.dear("why")`. With `--sample N`, about one of N of its cases
runs, and never none; the commit decides which, so that in time all have their turn. A test that
asks for the fixture `case` tells what a case depends on: what is new there is run in any case.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from reloaded.interpreters.options import natural
from reloaded.store.results import ResultStore, hashed
from reloaded.testing.remembered import results

MARKER = "dear(reason): cases of this test are alike and take long; with --sample N, few are run"

LEFT_OUT = pytest.StashKey[str]()
"""Of a case that was not drawn: why it is skipped."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the caller ask for a sample."""
    parser.addoption(
        "--sample",
        metavar="N",
        type=natural,
        default=1,
        help="of tests that are marked as dear, run about one case of N, others with each commit,"
        " and each whose inputs are not those of the last run (default: 1, which is all)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line("markers", MARKER)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Decide which cases are left out; one that tells its inputs decides when it knows them."""
    size = config.getoption("--sample")
    tests = dear(items)
    if size == 1 or not tests:
        return
    now = turn(config.rootpath)
    for cases in tests.values():
        drawn = sample([case.nodeid for case in cases], size, now)
        for case in cases:
            if case.nodeid not in drawn:
                case.stash[LEFT_OUT] = (
                    f"{reason(case)}: push runs a sample; .ci/run publish runs all"
                )


def dear(items: Iterable[pytest.Item]) -> dict[str, list[pytest.Item]]:
    """The cases of each test that is marked, by what the test is called.

    Raises:
        UsageError: a mark has no reason, or the test has no cases.
    """
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("dear"):
            if not reason(item) or not hasattr(item, "callspec"):
                raise pytest.UsageError(
                    f"{item.nodeid}: dear wants a reason, and a test that is parametrised"
                )
            tests.setdefault(item.nodeid.partition("[")[0], []).append(item)
    return tests


def reason(item: pytest.Item) -> str:
    """Why a test is dear; empty where its mark doesn't say."""
    mark = item.get_closest_marker("dear")
    return str(mark.args[0]) if mark and mark.args else ""


def sample(names: list[str], size: int, now: str) -> set[str]:
    """Draw about one of so many names, at least one; the same ones at the same time.

    Args:
        names: of the cases of one test.
        size: of how many cases one is drawn.
        now: what decides which.

    Returns:
        Those that are drawn.
    """
    order = sorted(names, key=lambda name: blake2b(f"{now}\0{name}".encode()).digest())
    return set(order[: -(-len(names) // size)])


def turn(root: Path) -> str:
    """What decides which cases have their turn: the commit; the day, where there is none."""
    command = ["git", "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)  # noqa: S603 - of git's own words
    except (OSError, subprocess.CalledProcessError):
        return datetime.now(UTC).date().isoformat()
    return done.stdout.strip()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a case that was not drawn, before anything is made for it."""
    if LEFT_OUT in item.stash and "case" not in getattr(item, "fixturenames", ()):
        pytest.skip(item.stash[LEFT_OUT])


@dataclass(frozen=True)
class Inputs:
    """All that a case depends on: JSON.

    Attributes:
        own: what it alone depends on, by name.
        shared: what all cases of its test depend on.
    """

    own: Mapping[str, Any]
    shared: Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """A case of a test, and what earlier runs have found out about it.

    Attributes:
        name: what pytest calls it.
        left_out: why it is skipped unless its inputs are others; empty where it is drawn.
        results: of earlier runs.
    """

    name: str
    left_out: str
    results: ResultStore

    def has_passed(self, inputs: Inputs) -> bool:
        """Whether the case has passed with these inputs; if not, it has to be run.

        A case that was not drawn is skipped, unless its own inputs are others than when it was
        last looked at. What all cases share is left to the sample: it would make all of them run.
        """
        if self.results.get("case", self.parts(inputs)):
            return True
        seen = self.results.get("inputs", {"case": self.name})
        if self.left_out and seen in (None, hashed(inputs.own)):
            self.look_at(inputs)
            pytest.skip(self.left_out)
        return False

    def keep(self, inputs: Inputs) -> None:
        """Remember that the case has passed."""
        self.results.put("case", self.parts(inputs), value=True)
        self.look_at(inputs)

    def look_at(self, inputs: Inputs) -> None:
        """Remember what the case depends on now, whether it has run or was left out."""
        self.results.put("inputs", {"case": self.name}, hashed(inputs.own))

    def parts(self, inputs: Inputs) -> dict[str, Any]:
        """What the result of the case is kept under; cases with the same inputs share it."""
        test = self.name.partition("[")[0]
        return {"test": test, "own": inputs.own, "shared": inputs.shared}


@pytest.fixture
def case(request: pytest.FixtureRequest) -> Case:
    """The case that runs, for a test that tells what it depends on."""
    left_out = request.node.stash.get(LEFT_OUT, "")
    return Case(request.node.nodeid, left_out, results(request.config))
