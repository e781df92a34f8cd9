"""Copies a book to another folder, with each of its chapters as many times as one likes.

Copies of a chapter are chapters of their own, with claims, questions, snippets and verdicts, and
links lead from copy to copy. Pages without a claim stay single, since a larger book has no second
glossary and no second list of all its claims.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from reloaded.bench.mkdocs_yml import rooted, with_copies
from reloaded.bench.renaming import Renaming
from reloaded.book import Book
from reloaded.pyodide import runtime
from reloaded.quiz.bank import Bank

COPIED = ("docs", "quizzes", "snippets", "tests")
"""The folders that a copy has for itself; it shares what else lies beside them."""

SHARED = ("environments", "proofs", "pyodide-*")
"""What a test run and a first build leave in `.reloaded/` that a copy shares."""

RECORDINGS = Path(".reloaded", "recordings")
VERDICTS = Path("tests", "verdicts")

SESSIONS = Path("docs", "assets", "sessions")
"""Where a build puts what pages run."""


def copy_book(book: Book, folder: Path, times: int = 1) -> Book:
    """Copy a book, as it is after a test run and before its first build.

    Args:
        book: what to copy.
        folder: where to; it is made.
        times: how many times the copy has each chapter.

    Returns:
        The copy.

    Raises:
        BookError: the book is malformed.
    """
    copied = Book(folder.resolve())
    copy_files(book.root.resolve(), copied.root)
    config = rooted((book.root / "mkdocs.yml").read_text(encoding="utf-8"), copied.root)
    copies = renamings(book, times)
    for names in copies:
        add_copy(book, copied, names)
    pages = {page: [names.file(page) for names in copies] for page in chapters(book)}
    (copied.root / "mkdocs.yml").write_text(with_copies(config, pages), encoding="utf-8")
    if copies and book.whole_report.exists():
        sessions = [session for chapter in copied.chapters() for session in chapter.sessions]
        copied.report.write_whole(sessions, copied.whole_report)
    return copied


def chapters(book: Book) -> list[str]:
    """The pages that claim something, relative to `docs/`."""
    claiming = [page for page in book.pages() if book.read(page).sessions]
    return [page.relative_to(book.docs).as_posix() for page in claiming]


def renamings(book: Book, times: int) -> list[Renaming]:
    """What has another name in the second copy, in the third, and so on."""
    if times == 1:
        return []
    bank, pages = Bank(book), frozenset(chapters(book))
    questions = {question.id for question in bank.questions}
    names = frozenset(bank.claims) | questions | {folder.name for folder in book.snippets.glob("*")}
    return [Renaming(number, pages, names) for number in range(2, times + 1)]


def add_copy(book: Book, copied: Book, names: Renaming) -> None:
    """Write each chapter once more, and what belongs to it.

    Args:
        book: where the chapters are.
        copied: the copy, which has them once already.
        names: what has another name this time.
    """
    for page in names.pages:
        text = (book.docs / page).read_text(encoding="utf-8")
        (copied.docs / names.file(page)).write_text(names.page(text, page), encoding="utf-8")
    for file in Bank(book).files():
        text = names.questions(file.read_text(encoding="utf-8"))
        (copied.quizzes / names.file(file.name)).write_text(text, encoding="utf-8")
    for folder in book.snippets.glob("*"):
        if folder.is_dir():
            shutil.copytree(folder, copied.snippets / names.name(folder.name))
    judged = [f"docs/{page}" for page in names.pages]
    judged += [book.name(file) for file in Bank(book).files()]
    for name in judged:
        file = (book.root / VERDICTS / name).with_suffix(".toml")
        if file.exists():
            target = copied.root / VERDICTS / names.file(name)
            text = names.verdicts(file.read_text(encoding="utf-8"))
            target.with_suffix(".toml").write_text(text, encoding="utf-8")


def copy_files(root: Path, target: Path) -> None:
    """Copy the files that a book consists of, and link to what is no part of it."""
    python = runtime.folder(Book(root))
    made = {python, root / SESSIONS}
    for folder in ("docs", "quizzes", "snippets", VERDICTS, RECORDINGS):
        if (root / folder).exists():
            shutil.copytree(
                root / folder,
                target / folder,
                ignore=lambda at, names: [name for name in names if Path(at, name) in made],
            )
    shared = [python, *filter(is_beside, root.iterdir())]
    shared += [path for pattern in SHARED for path in (root / ".reloaded").glob(pattern)]
    shared += [path for path in (root / "tests").glob("*") if path != root / VERDICTS]
    for path in filter(Path.exists, shared):
        link = target / path.relative_to(root)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(path)


def is_beside(path: Path) -> bool:
    """Whether something in a book's folder is neither a part of the book nor made of it."""
    return path.name not in (*COPIED, "mkdocs.yml", "site") and not path.name.startswith(".")
