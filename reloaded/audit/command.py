"""The command `python -m reloaded audit`."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import click

from reloaded.audit.evidence import of_question, shown, steps
from reloaded.audit.ledger import FOLDER, Judged, Ledger
from reloaded.audit.statements import AUDITED, KINDS
from reloaded.book import Book
from reloaded.errors import BookError

GROUNDS = ("proved", "cited", "judgement", "")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that lists what nobody has judged yet."""
    kinds = "; ".join(f"{name}: {what}" for name, what in KINDS.items())
    command = commands.add_parser(
        "audit",
        help="what the book says that no verdict stands behind; fails if there is something",
        description="List each statement of the book that was not judged, or that has changed, or"
        " whose proof has, since it was. A verdict names the step that proves a statement, the"
        f" source that it is cited from, or why it is advice; verdicts are kept in {FOLDER}/."
        " Judge a statement by trying to write a program that makes it false.",
        epilog=f"Kinds. {kinds}.",
    )
    command.add_argument(
        "pages",
        nargs="*",
        metavar="FILE",
        help="a page, or a file of the bank: docs/reload/keeps.md (default: the whole book)",
    )
    command.add_argument(
        "--kind",
        action="append",
        choices=tuple(KINDS),
        help="only statements of this kind; may be given several times"
        f" (default: {', '.join(AUDITED)})",
    )
    action = command.add_mutually_exclusive_group()
    action.add_argument(
        "--update",
        action="store_true",
        help="write the verdicts in the order of the page, without those on what is gone, and an"
        " empty entry for each statement that is open, with the steps that might prove it",
    )
    action.add_argument(
        "--steps", action="store_true", help="print what a verdict on these files can refer to"
    )
    action.add_argument("--count", action="store_true", help="print how many have which verdict")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List what is open; fails if there is something."""
    ledger = Ledger(Book())
    kinds = tuple(options.kind or AUDITED)
    files = chosen(ledger, options.pages)
    if options.steps:
        tell_steps(ledger, files)
        return 0
    if options.update:
        for file in files:
            ledger.update(file, kinds)
        ledger = Ledger(Book())
    judged = [
        entry for file in files for entry in ledger.judged(file) if entry.statement.kind in kinds
    ]
    if options.count:
        tell_counts(judged)
        return 0
    return tell_open(ledger, files, judged)


def chosen(ledger: Ledger, names: list[str]) -> list[Path]:
    """The files that were named; all, where none was."""
    known = {ledger.book.name(file): file for file in ledger.files()}
    for name in names:
        if name not in known:
            raise BookError("neither a page of the book nor a file of the bank", name)
    return [known[name] for name in names] or list(known.values())


def tell_steps(ledger: Ledger, files: list[Path]) -> None:
    """Print each reference, and what it shows."""
    names = {ledger.book.name(file) for file in files}
    for session in ledger.evidence.bank.claims.values():
        if session.page in names:
            click.echo(f"\n{session.page}:{session.line}: {session.claim}")
            for reference, step in steps(session):
                click.echo(f"  {reference}  {shown(step)}")
    for question in ledger.evidence.bank.questions:
        if question.file in names:
            click.echo(f"{question.place}: {of_question(question)}")


def tell_counts(judged: list[Judged]) -> None:
    """Print a row a kind: how many statements, and how many of each verdict."""
    counts = Counter(
        (entry.statement.kind, "" if entry.is_open or not entry.verdict else entry.verdict.ground)
        for entry in judged
    )
    click.echo(f"{'':10}" + "".join(f"{ground or 'open':>10}" for ground in GROUNDS))
    for kind in KINDS:
        row = [counts[kind, ground] for ground in GROUNDS]
        if any(row):
            click.echo(f"{kind:10}" + "".join(f"{number:10}" for number in row))
    total = [sum(counts[kind, ground] for kind in KINDS) for ground in GROUNDS]
    click.echo(f"{'together':10}" + "".join(f"{number:10}" for number in total))


def tell_open(ledger: Ledger, files: list[Path], judged: list[Judged]) -> int:
    """Print what is open, and which verdicts are about nothing; returns the exit status.

    Args:
        ledger: the verdicts of the book.
        files: the pages and files of the bank that were asked for.
        judged: their statements, of the kinds that were asked for.

    Returns:
        The exit status: 1 where a statement is open or a verdict is about nothing, else 0.
    """
    still = [entry for entry in judged if entry.is_open]
    for entry in still:
        why = f" ({entry.fault})" if entry.fault else ""
        click.echo(f"{entry.statement.place}: {entry.statement.kind}: {entry.statement.text}{why}")
    gone = [(file, verdict) for file in files for verdict in ledger.gone(file)]
    for file, verdict in gone:
        name = ledger.book.name(ledger.file(file))
        click.echo(f'{name}: the book no longer says "{verdict.says}"; run --update')
    click.echo(f"{len(judged)} statements, {len(still)} open")
    return 1 if still or gone else 0
