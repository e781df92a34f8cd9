"""Lets pytest collect the pages of the book, on the interpreters that the caller chooses.

It is a plug-in, loaded by `-p` in `pyproject.toml`, and not a `conftest.py`: pytest asks a
`conftest.py` in `tests/` nothing about files in `docs/`, not even when a page is run alone.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.files import is_newest
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.find_pythons import Found, choose
from reloaded.testing.chapters import BookDocument, BookSybil, Examples, Page, StepItem
from reloaded.testing.questions import Answers
from reloaded.testing.remembered import results

pytest_plugins = ["reloaded.testing.sampling"]

FOUND = pytest.StashKey[Found]()
SYBILS = pytest.StashKey[dict[str, list[BookSybil]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the caller choose the interpreters that sessions run on."""
    parser.addoption(
        "--python",
        metavar="WHICH",
        default=os.environ.get("RELOADED_PYTHON", "running"),
        help="run sessions on: running (the default), all, or a list such as 3.11,3.13,pypy3 or"
        " /path/to/python; the variable RELOADED_PYTHON sets the default",
    )

    parser.addoption(
        "--fresh",
        action="store_true",
        help="run everything, whatever earlier runs have found out; by default, what has not"
        " changed is not run again (results are kept in ~/.cache/reloaded/results, or where the"
        " variable RELOADED_STORE says)",
    )
    parser.addoption(
        "--require-python",
        action="store_true",
        help="fail if an interpreter that --python asks for is not found",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Stop before anything runs where an interpreter is unknown, or missing and must not be.

    The folder of results is chosen now: a test may set the variable that names another.
    """
    results(config)
    try:
        interpreters(config)
    except BookError as error:
        raise pytest.UsageError(str(error)) from None
    if config.getoption("--require-python") and (missing := interpreters(config).missing):
        raise pytest.UsageError(f"interpreters not found: {', '.join(missing)}")


def pytest_report_header(config: pytest.Config) -> str:
    """Say on which interpreters sessions run."""
    found = interpreters(config)
    return "sessions run on: " + ", ".join(interpreter.name for interpreter in found.interpreters)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the steps of a session in order, however others were shuffled around them."""
    places: dict[pytest.Collector, list[int]] = {}
    for number, item in enumerate(items):
        if isinstance(item, StepItem) and isinstance(item.parent, pytest.Collector):
            places.setdefault(item.parent, []).append(number)
    for numbers in places.values():
        ordered = sorted(
            (items[number] for number in numbers), key=lambda item: item.location[1] or 0
        )
        for number, item in zip(numbers, ordered, strict=True):
            items[number] = item


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None]:
    """Tell failures in the order of the pages; name once what was asked for and not found."""
    for reports in terminalreporter.stats.values():
        if all(isinstance(report, pytest.TestReport) for report in reports):
            reports.sort(key=lambda report: (report.location[0], report.location[1] or 0))
    yield
    store = results(config)
    for line in store.summary():
        terminalreporter.write_line(line)
    if missing := interpreters(config).missing:
        terminalreporter.write_line(
            f"not found, so nothing was proved on them: {', '.join(missing)}", yellow=True
        )


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 - of xdist, which has no types
    """Add up what the workers have found and kept."""
    found, kept = getattr(node, "workeroutput", {}).get("results", ({}, {}))
    results(node.config).found.update(found)
    results(node.config).kept.update(kept)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave all proofs as one file for the site, once the workers are done; tidy the results."""
    store = results(session.config)
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["results"] = [dict(store.found), dict(store.kept)]
    else:
        store.prune()
    config = session.config
    book = Book(config.rootpath)
    if hasattr(config, "workerinput") or not book.docs.is_dir():
        return
    if SYBILS not in config.stash and not config.pluginmanager.hasplugin("dsession"):
        return  # no page was collected, here or by workers: to read them all takes two seconds
    if is_newest(book.whole_report, (book.docs, book.snippets, book.report.folder)):
        return
    try:
        sessions = [session for chapter in book.chapters() for session in chapter.sessions]
    except BookError:  # the collection has told already
        book.whole_report.unlink(missing_ok=True)  # a report of another book would mislead
    else:
        book.report.write_whole(sessions, book.whole_report)


def interpreters(config: pytest.Config) -> Found:
    """The interpreters asked for, looked for once."""
    if FOUND not in config.stash:
        book = Book(config.rootpath)
        config.stash[FOUND] = choose(config.getoption("--python"), book.environments)
    return config.stash[FOUND]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Page | None:
    """Collect the pages below `docs/` and the files of the bank, once per interpreter."""
    config = parent.config
    book = Book(config.rootpath)
    folder = {".md": book.docs, ".yaml": book.quizzes}.get(file_path.suffix)
    if folder is None or folder not in file_path.parents:
        return None
    if SYBILS not in config.stash:
        found = interpreters(config).interpreters
        config.stash[SYBILS] = {
            suffix: [
                sybil(
                    book,
                    suffix,
                    read(book, interpreter, found, results(config)),
                    interpreter,
                    found,
                )
                for interpreter in found
            ]
            for suffix, read in ((".md", Examples), (".yaml", Answers))
        }
    return Page.from_parent(parent, path=file_path, sybils=config.stash[SYBILS][file_path.suffix])


def sybil(
    book: Book,
    suffix: str,
    examples: Examples,
    interpreter: Interpreter,
    found: tuple[Interpreter, ...],
) -> BookSybil:
    """Sybil for the files of one kind, on one of the interpreters that were found.

    Args:
        book: whose files they are.
        suffix: `.md` for pages, `.yaml` for the bank.
        examples: what parses and runs them.
        interpreter: where they are run.
        found: all interpreters of the test run; with several, nodes name theirs.

    Returns:
        What `SybilFile` collects by.
    """
    return BookSybil(
        [examples],
        pattern=f"*{suffix}",
        path=str(book.root),
        document_types={suffix: BookDocument},
        name=interpreter.name if len(found) > 1 else "",
    )
