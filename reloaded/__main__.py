"""The commands of the book: `python -m reloaded --help`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reloaded import bench
from reloaded.book import Book
from reloaded.discovery import find
from reloaded.errors import BookError
from reloaded.site import Site, differences


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m reloaded",
        description="Measure and compare the book. To verify it: pytest. To read it: mkdocs serve.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser(
        "bench", help="what a session costs beside the bare start of its interpreter"
    )
    choose_python(command, "running")
    command.set_defaults(run=run_bench)
    command = commands.add_parser(
        "pythons", help="which interpreters are found; fails if one is missing"
    )
    choose_python(command, "all")
    command.set_defaults(run=run_pythons)
    command = commands.add_parser(
        "compare", help="whether two built sites have the same pages, claims and code blocks"
    )
    command.add_argument("one", type=Path, help="the folder of a built site")
    command.add_argument("other", type=Path, help="the folder of another")
    command.set_defaults(run=run_compare)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except BookError as error:
        print(error, file=sys.stderr)
        return 1


def choose_python(command: argparse.ArgumentParser, default: str) -> None:
    """Let the caller choose interpreters."""
    command.add_argument(
        "--python",
        default=default,
        metavar="WHICH",
        help="running, all, or a list such as 3.11,3.13,pypy3 or /path/to/python"
        f" (default: {default})",
    )


def run_pythons(options: argparse.Namespace) -> int:
    """Print what is found, and what is missing."""
    found = find(options.python, Book().environments)
    for interpreter in found.interpreters:
        print(f"{interpreter.name:16} {interpreter.program}")
    if found.missing:
        print(f"not found: {', '.join(found.missing)}")
    return 1 if found.missing else 0


def run_bench(options: argparse.Namespace) -> int:
    """Print the costs, a line at a time, since each takes some seconds."""
    book = Book()
    found = find(options.python, book.environments)
    for line in bench.report(book, found.interpreters):
        print(line, flush=True)
    if found.missing:
        print(f"not found: {', '.join(found.missing)}")
    return 0


def run_compare(options: argparse.Namespace) -> int:
    """Print where two sites disagree; fails if they do, or if there is nothing to compare."""
    one, other = Site(options.one), Site(options.other)
    lines = list(differences(one, other))
    for line in lines:
        print(line)
    claims = sum(len(page.claims()) for page in one.pages.values())
    blocks = sum(len(page.code_blocks()) for page in one.pages.values())
    print(f"{len(one.pages)} pages, {claims} claims, {blocks} code blocks: ", end="")
    print("they differ" if lines else "the same in both")
    return 1 if lines or not claims else 0


if __name__ == "__main__":
    sys.exit(main())
