"""`python -m reloaded ask`: the box of the site, in a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

import click

from reloaded.book import Book
from reloaded.session.model import Session

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
    for message in found["messages"]:
        tell_message(message, lines)
    for number, answer in enumerate(found["answers"], 1):
        claim = answer["claim"]
        session = lines[claim["id"]]
        click.echo(f"{number}. {claim['claim']}")
        if claim["inShort"]:
            click.echo(f"   {claim['inShort']}")
        click.echo(f"   {session.page}:{session.line}\n")
    if not found["answers"] and not found["messages"]:
        click.echo(NOTHING)
    for text in found["near"]:
        click.echo(f"Like it: {text}")
    if found["unknown"]:
        click.echo(f"No page of the book speaks of: {', '.join(found['unknown'])}.")
    return 0 if found["answers"] or found["messages"] else 1


def tell_message(message: dict[str, Any], sessions: Mapping[str, Session]) -> None:
    """Print a message that was recognised: what it means, and its causes in order."""
    click.echo(message["line"])
    printed = f" (Python {message['python']})" if message["python"] else ""
    click.echo(f"   {message['meaning']}{printed}{where(message.get('claim'), sessions)}")
    for cause in message["causes"]:
        mark = "*" if cause["seen"] else "-"
        click.echo(f" {mark} {cause['what']}{where(cause.get('claim'), sessions)}")
        if cause["tell"]:
            click.echo(f"   How to tell: {cause['tell']}")
        click.echo(f"   Remedy: {cause['remedy']}")
    click.echo()


def where(claim: dict[str, Any] | None, sessions: Mapping[str, Session]) -> str:
    """Where a claim stands, as an editor opens it."""
    if claim is None:
        return ""
    return f" [{sessions[claim['id']].page}:{sessions[claim['id']].line}]"
