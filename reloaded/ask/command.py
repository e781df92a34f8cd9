"""`python -m reloaded ask`: the box of the site, in a terminal."""

from __future__ import annotations

import argparse
import sys

import click

from reloaded.book import Book

NOTHING = "The book has no answer to this."


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "ask",
        help="which claims answer a question, or a traceback",
        description="Print the claims that answer a question, the likeliest first, as the site's"
        " box does. Fail if there is none.",
        epilog='examples: python -m reloaded ask "my change is not picked up"'
        "; python -m shop 2>&1 | python -m reloaded ask",
    )
    command.add_argument(
        "words", nargs="*", metavar="WORD", help="the question (default: standard input)"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the answers; returns the exit status."""
    from reloaded.ask.engine import Engine  # noqa: PLC0415 - other commands need no engine

    question = " ".join(options.words) or sys.stdin.read()
    book = Book()
    lines = {session.id: session for chapter in book.chapters() for session in chapter.sessions}
    found = Engine(book).ask(question)
    for number, answer in enumerate(found["answers"], 1):
        claim = answer["claim"]
        session = lines[claim["id"]]
        click.echo(f"{number}. {claim['claim']}")
        if claim["inShort"]:
            click.echo(f"   {claim['inShort']}")
        click.echo(f"   {session.page}:{session.line}\n")
    if not found["answers"]:
        click.echo(NOTHING)
    if found["unknown"]:
        click.echo(f"No page of the book speaks of: {', '.join(found['unknown'])}.")
    return 0 if found["answers"] else 1
