"""What the tests share: interpreters to run sessions on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter, prepare, running
from reloaded.interpreters.find_pythons import find
from reloaded.store.results import ResultStore
from reloaded.testing import remembered

pytest_plugins = [
    "pytester",
    "tests.support.made_once",  # first, since the others import it
    "tests.support.built_site",
    "tests.support.quiz_book",
]


@pytest.fixture(scope="session")
def environments() -> Path:
    """Where interpreters get their environments: the book's, so that most are there already."""
    return Book().environments


@pytest.fixture(scope="session")
def interpreter(environments: Path) -> Interpreter:
    """The Python that runs the tests, in an environment of its own."""
    return prepare(running(), environments)


@pytest.fixture(scope="session")
def results(pytestconfig: pytest.Config) -> ResultStore:
    """What earlier test runs have found out of the book; nothing of it with `--fresh`."""
    return remembered.results(pytestconfig)


@pytest.fixture(scope="session", autouse=True)
def own_results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What test runs within a test find out is kept apart from what is known of the book."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RELOADED_STORE", str(tmp_path_factory.mktemp("results")))
        yield


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `each` once on every supported Python of this machine."""
    if "each" in metafunc.fixturenames:
        found = find("all", Book().environments).interpreters
        metafunc.parametrize("each", found, ids=lambda one: one.name.replace(" ", "-"))
