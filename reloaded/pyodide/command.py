"""The command `python -m reloaded browser`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import click

from reloaded.book import Book
from reloaded.errors import BookError, larger_install
from reloaded.interpreters.find_pythons import find
from reloaded.pyodide import runtime, unsupported
from reloaded.pyodide.session_json import LANGUAGE
from reloaded.session.model import Session

Others = Callable[[Book], Sequence[Session]]
"""Finds the sessions that no chapter has, and that a page offers to run all the same."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], others: Others) -> None:
    """Add the command that finds what runs in the browser.

    Args:
        commands: where to add it.
        others: finds the sessions that no chapter has.
    """
    command = commands.add_parser(
        "browser",
        help="which sessions run in the browser; writes reloaded/pyodide/not_in_browser.toml",
        description=f"Run every session on CPython {LANGUAGE} and in Pyodide, and write down those"
        " that go otherwise there, with the reason. Fetches Pyodide where it is missing.",
    )
    command.add_argument(
        "--listed",
        action="store_true",
        help="with --check: of the chapters' sessions run only those that the file lists, to see"
        " that they still differ; the tests press Run on all others",
    )
    action = command.add_mutually_exclusive_group()
    action.add_argument(
        "--check", action="store_true", help="write nothing; fail if the file is stale"
    )
    action.add_argument("--fetch", action="store_true", help="fetch Pyodide, and run nothing")
    action.add_argument("--measure", action="store_true", help="time starts and steps in Chromium")
    command.set_defaults(run=partial(run, others))


def run(others: Others, options: argparse.Namespace) -> int:
    """Find what runs in the browser; fails where that cannot be told, or was told wrongly.

    Args:
        others: finds the sessions that no chapter has.
        options: what was asked for.
    """
    report = measurement() if options.measure else None
    book = Book()
    if not runtime.ensure(book):
        return 1
    if options.fetch:
        return 0
    if report:
        for line in report(book):
            click.echo(line)
        return 0
    pythons = find(LANGUAGE, book.environments).interpreters
    if not pythons:
        raise BookError(
            f"CPython {LANGUAGE} is not here to compare with; install it", unsupported.FILE.name
        )
    claims = [session for chapter in book.chapters() for session in chapter.sessions]
    known = unsupported.load()
    more = others(book)
    asked = [claim for claim in claims if claim.id in known] if options.listed else claims
    found = unsupported.find(book, [*asked, *more], pythons[0], unsupported.jobs_here())
    return tell(len(claims) + len(more), found, check=options.check or options.listed)


def measurement() -> Callable[[Book], Iterable[str]]:
    """What times Python in Chromium; it wants a package that drives one."""
    with larger_install("browser --measure"):
        from reloaded.pyodide.measure import report  # noqa: PLC0415 - see there

    return report


def tell(sessions: int, found: unsupported.Elsewhere, *, check: bool) -> int:
    """Print what is new, and write it down unless it is only checked.

    Args:
        sessions: how many there are.
        found: those of them that don't run in the browser.
        check: write nothing.

    Returns:
        The exit status: 1 where the file is stale and was not written, else 0.
    """
    lines = list(unsupported.differences(unsupported.load(), found))
    for line in lines:
        click.echo(line)
    runs = sessions - len(found)
    click.echo(f"{runs} of {sessions} sessions run in the browser ({runs / sessions:.0%})")
    if check and lines:
        click.echo(f"{unsupported.FILE.name} is stale: python -m reloaded browser", err=True)
        return 1
    if not check:
        unsupported.save(found)
    return 0
