"""The command `python -m reloaded bench`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

import click

from reloaded.bench import sessions, site_build
from reloaded.book import Book
from reloaded.interpreters.find_pythons import choose
from reloaded.interpreters.options import choose_python, natural


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that measures sessions, or the site's build."""
    command = commands.add_parser(
        "bench",
        help="what a session costs beside a bare start; --site: what a build costs beside Material",
        description="Print what a session costs beside the bare start of its interpreter, and what"
        " doctest and Sybil take for the same prompts. With --site: how long readers and writers"
        " wait for the site, beside the same Markdown built by Material alone: the first build, the"
        " rebuild after a saved file, and how both grow when the book has its chapters twice, four"
        " and eight times.",
        epilog="Beside the clock stands the time of the processor, which a busy machine distorts"
        " least. A goal stands behind each figure that has one; missing it is no failure.",
    )
    choose_python(command, "running")
    command.add_argument(
        "--site",
        nargs="*",
        choices=site_build.PARTS,
        metavar="PART",
        help=f"measure the site's build: {', '.join(site_build.PARTS)}, or all (the default); takes"
        " an hour, most of it for growth",
    )
    command.add_argument(
        "--rounds",
        type=natural,
        default=3,
        metavar="N",
        help="with --site: how often each is measured; the median counts (default: %(default)s)",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the figures, a line at a time, since each takes some seconds."""
    book = Book()
    if options.site is not None:
        parts = tuple(options.site) or site_build.PARTS
        print_lines(site_build.report(book, parts, options.rounds, show))
        return 0
    found = choose(options.python, book.environments)
    print_lines(sessions.report(book, found.interpreters))
    if found.missing:
        click.echo(f"not found: {', '.join(found.missing)}")
    return 0


def print_lines(lines: Iterable[str]) -> None:
    """Print each line in the place of what was shown before it."""
    try:
        for line in lines:
            show("")
            click.echo(line)
    finally:
        show("")


def show(text: str) -> None:
    """Show a terminal how far it is, in place of what was shown before; a file sees nothing."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)
