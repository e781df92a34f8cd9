"""The commands of the book: `python -m reloaded --help`."""

from __future__ import annotations

import argparse
import os
import random
import sys
from functools import partial
from pathlib import Path

from reloaded.ask import command as ask
from reloaded.audit import command as audit
from reloaded.bench import command as bench
from reloaded.book import THEME, Book
from reloaded.errors import BookError, larger_install
from reloaded.exports.file_names import NAMES, Edition
from reloaded.interpreters.find_pythons import choose
from reloaded.interpreters.options import choose_python, natural
from reloaded.mutation.command import Choice, mutate
from reloaded.pyodide import command as browser
from reloaded.quiz.bank import Bank, answered
from reloaded.quiz.exported_questions import cards
from reloaded.quiz.terminal import ask_all
from reloaded.quiz.try_answer import TriedAnswer, try_out


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m reloaded",
        description="Measure and compare the book. To verify it: pytest. To read it: mkdocs serve.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    bench.add(commands)
    add_mutate(commands)
    command = commands.add_parser(
        "pythons",
        help="which interpreters are found; fails if one is missing",
        description="Print the name and the program of each Python that sessions can run on: those"
        " on PATH, and those of pyenv and uv. Name what is missing, and fail then.",
    )
    choose_python(command, "all")
    command.set_defaults(run=run_pythons)
    command = commands.add_parser(
        "compare",
        help="whether two built sites have the same pages, claims and code blocks",
        description="Hold one built site against another, such as that of MkDocs against that of"
        " Zensical, and print where their pages, claims and code blocks differ; fail if they do.",
    )
    command.add_argument("one", type=Path, help="the folder of a built site")
    command.add_argument("other", type=Path, help="the folder of another")
    command.set_defaults(run=run_compare)
    command = commands.add_parser(
        "theme",
        help="where the scripts, styles and templates are, for the option custom_dir",
        description="Print the folder of scripts, styles and templates that a book's mkdocs.yml"
        " wants as custom_dir. For a book elsewhere, write custom_dir: !ENV RELOADED_THEME there,"
        ' and build with RELOADED_THEME="$(python -m reloaded theme)".',
    )
    command.set_defaults(run=run_theme)
    add_bank(commands)
    ask.add(commands)
    browser.add(commands, answered)
    audit.add(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except BookError as error:
        print(error, file=sys.stderr)
        return 1


def add_mutate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that breaks the book."""
    command = commands.add_parser(
        "mutate",
        help="break every session in every way that matters; fails if a proof does not notice",
        description="Break every session in every way that matters, one at a time: expected lines,"
        " exceptions, files, edits, reloads, repeated imports, gates. Print each breakage that no"
        " proof notices, and fail if there is one that tests/equivalent_mutants.toml does not"
        " excuse.",
        epilog="A breakage that goes unnoticed means that the session would also pass if its claim"
        " were false: show one more output that tells the difference.",
    )
    command.add_argument(
        "pages",
        nargs="*",
        metavar="PAGE",
        help="docs/reload/keeps.md, or one claim of it: docs/reload/keeps.md::deleted-names-survive"
        " (default: the whole book)",
    )
    choose_python(command, "running")
    command.add_argument(
        "--sample",
        type=natural,
        metavar="N",
        help="of the mutants that need a run of their own, draw N (default: all)",
    )
    command.add_argument(
        "--seed",
        type=int,
        default=random.randrange(10**6),  # noqa: S311 - it is printed anyway
        help="draw the sample of an earlier run again; each run with a sample prints its own",
    )
    command.add_argument(
        "--jobs",
        type=natural,
        default=os.cpu_count(),
        metavar="N",
        help="how many interpreters run at a time (default: one for each core, %(default)s)",
    )
    command.add_argument(
        "--fresh",
        action="store_true",
        help="run what has not changed since an earlier run, too",
    )
    command.set_defaults(run=run_mutate)


def add_bank(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that use the question bank."""
    command = commands.add_parser(
        "quiz",
        help="answer questions in the terminal",
        description="Ask questions in the terminal, in random order. What the interpreters printed"
        " decides which answers are right; run pytest quizzes once, so that it is known. Code that"
        " you type and that no list has is run on this Python, if you agree.",
    )
    choose_chapter(command)
    command.add_argument(
        "--count", type=natural, default=10, metavar="N", help="how many (default: %(default)s)"
    )
    command.set_defaults(run=run_quiz)
    command = commands.add_parser(
        "export",
        help="write the questions for Anki, Moodle (XML, GIFT) and QTI 2.1",
        description="Write the questions as files for other programs. The same bank gives the same"
        " bytes; a deck that Anki has already is updated, and its history kept.",
    )
    choose_chapter(command)
    command.add_argument(
        "--to", type=Path, default=Path(), metavar="FOLDER", help="where (default: here)"
    )
    command.add_argument(
        "--format",
        action="append",
        choices=tuple(NAMES),
        help="one of them, or several times (default: all)",
    )
    command.set_defaults(run=run_export)


def choose_chapter(command: argparse.ArgumentParser) -> None:
    """Let the caller choose one page."""
    command.add_argument(
        "chapter",
        nargs="?",
        metavar="CHAPTER",
        help="a page, such as docs/reload/keeps.md (default: the whole book)",
    )


def run_pythons(options: argparse.Namespace) -> int:
    """Print what is found, and what is missing."""
    found = choose(options.python, Book().environments)
    for interpreter in found.interpreters:
        print(f"{interpreter.name:16} {interpreter.program}")
    if found.missing:
        print(f"not found: {', '.join(found.missing)}")
    return 1 if found.missing else 0


def run_mutate(options: argparse.Namespace) -> int:
    """Print what goes unnoticed on each interpreter; fails if something does, or one is missing."""
    book = Book()
    found = choose(options.python, book.environments)
    pages = tuple(options.pages)
    choice = Choice(pages, options.sample, options.seed, options.jobs, options.fresh)
    fine = [
        mutate(book, interpreter, choice, partial(print, flush=True))
        for interpreter in found.interpreters
    ]
    if found.missing:
        print(f"not found: {', '.join(found.missing)}")
    return 0 if all(fine) and not found.missing else 1


def run_quiz(options: argparse.Namespace) -> int:
    """Ask some questions, and say how many were right."""
    bank = Bank(Book())
    asked = cards(bank, options.chapter, print)
    random.shuffle(asked)
    questions = {question.id: question for question in bank.questions}

    def run(name: str, text: str) -> TriedAnswer | None:
        return try_out(questions[name], text, bank.book.interpreter)

    points, answered = ask_all(asked[: options.count], input, print, run)
    print(f"\n{points:g} of {answered}" if answered else "\nNothing answered.")
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write the files, and name them."""
    from reloaded.exports.write import last_change, write_all  # noqa: PLC0415 - the quiz needs no genanki

    names = tuple(options.format or NAMES)
    book = Book()
    asked = cards(Bank(book), options.chapter, partial(print, file=sys.stderr))
    edition = Edition(book.title, last_change(book.root))
    for file in write_all(asked, options.to, edition, names):
        print(file)
    return 0


def run_theme(_: argparse.Namespace) -> int:
    """Print where it is."""
    print(THEME)
    return 0


def run_compare(options: argparse.Namespace) -> int:
    """Print where two sites disagree; fails if they do, or if there is nothing to compare."""
    with larger_install("compare"):
        from reloaded.markdown.built_site import Site, differences  # noqa: PLC0415 - see there

    first, second = Site(options.one), Site(options.other)
    lines = list(differences(first, second))
    for line in lines:
        print(line)
    claims = sum(len(page.claims()) for page in first.pages.values())
    blocks = sum(len(page.code_blocks()) for page in first.pages.values())
    print(f"{len(first.pages)} pages, {claims} claims, {blocks} code blocks: ", end="")
    print("they differ" if lines else "the same in both")
    return 1 if lines or not claims else 0


if __name__ == "__main__":
    sys.exit(main())
