"""The whole book: its pages in reading order, wherever they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import yaml

from reloaded import files
from reloaded.errors import BookError
from reloaded.files import Files
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.find_pythons import find
from reloaded.session.chapter import parse_chapter, read_text
from reloaded.session.model import Chapter
from reloaded.session.proof_store import ProofStore
from reloaded.session.scan import Heading, scan
from reloaded.session.wordings import refuse_shared

ROOT = Path(__file__).resolve().parent.parent
"""The checkout that this package is installed from."""

THEME = Path(__file__).with_name("theme")
"""What the pages of every book need besides their text: a folder for the option `custom_dir`."""

CLAIM = 2
"""The level of a heading that claims something."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Book:
    """A folder with `docs/`, `snippets/` and `mkdocs.yml`, as its files are at one moment.

    It looks at each file once, when it is first asked for something that is made of it. Another
    `Book` of the same folder looks again, and what was made of files that are still the same is
    not made again: so a builder has a `Book` for each page, and a command has one.

    Attributes:
        root: that folder.
    """

    root: Path = ROOT

    @property
    def docs(self) -> Path:
        """The folder of pages."""
        return self.root / "docs"

    @property
    def snippets(self) -> Path:
        """The folder of files that pages embed."""
        return self.root / "snippets"

    @property
    def quizzes(self) -> Path:
        """The folder of the question bank."""
        return self.root / "quizzes"

    @property
    def messages(self) -> Path:
        """The folder of what the book knows of error messages."""
        return self.docs / "messages"

    @property
    def environments(self) -> Path:
        """Where interpreters get their environments."""
        return self.root / ".reloaded" / "environments"

    @property
    def interpreter(self) -> Interpreter:
        """The Python that runs this, which draws pictures and answers what no test has."""
        return running_in(self.environments)

    @property
    def report(self) -> ProofStore:
        """Where tests leave proofs for the site."""
        return ProofStore(self.root / ".reloaded" / "proofs")

    @property
    def recordings(self) -> Path:
        """Where recorded sessions are kept, from which pictures are drawn."""
        return self.root / ".reloaded" / "recordings"

    @property
    def whole_report(self) -> Path:
        """Where tests leave all proofs as one file, which the site then has too."""
        return self.docs / "report.json"

    @property
    def title(self) -> str:
        """What `mkdocs.yml` calls the book."""
        return str(self.config().get("site_name") or "A book")

    @cached_property
    def files(self) -> Files:
        """Its files as this book sees them."""
        return Files(self.root)

    def once(self, make: Callable[Concatenate[Book, P], T], *given: P.args, **named: P.kwargs) -> T:
        """What a function makes of the book, made once in a process for all who ask.

        It is made again for a book that finds one of the files changed that it has read. So it
        reads them by `reloaded.files`, and depends on nothing else.

        Args:
            make: a function of a module, called with the book.
            given: what it is called with besides.
            named: must be empty.
        """
        assert not named  # noqa: S101 - a key of the arguments in order is enough
        return self.files.once(make, given, self, *given)

    def name(self, page: Path) -> str:
        """What messages call a page: its path from the book's folder."""
        return page.resolve().relative_to(self.root.resolve()).as_posix()

    def text(self, page: Path) -> str:
        """A page's text; raises BookError for what builders and tests would read differently."""
        return self.once(text_of, page)

    def read(self, page: Path) -> Chapter:
        """Parse a page; raises BookError where it is malformed."""
        return self.once(chapter_of, page)

    def pages(self) -> list[Path]:
        """Every Markdown file below `docs/`, those of the navigation first and in its order."""
        return self.once(pages_of)

    def navigation(self) -> list[str]:
        """The pages that `mkdocs.yml` lists, relative to `docs/`."""
        return list(leaves(self.config().get("nav") or []))

    def config(self) -> dict[str, Any]:
        """What `mkdocs.yml` says; nothing where there is none, and None in place of each tag."""
        return self.once(config_of)

    def ids(self) -> dict[str, list[tuple[Path, int]]]:
        """Where each id of a claim stands, its lines counted from 1; a malformed page has none."""
        found: dict[str, list[tuple[Path, int]]] = {}
        for page in files.below(self.docs, ".md"):
            for name, line in claims_of(page):
                found.setdefault(name, []).append((page, line))
        return found

    def chapters(self) -> list[Chapter]:
        """Parse every page, and check that no two claims share an id, or a wording."""
        return self.once(chapters_of)


@cache
def running_in(environments: Path) -> Interpreter:
    """The Python that runs this, found once; see `Book.interpreter`."""
    return find("running", environments).interpreters[0]


def chapter_of(book: Book, page: Path) -> Chapter:
    """Parse a page; see `Book.read`."""
    return parse_chapter(book.text(page), book.snippets, book.name(page))


def text_of(book: Book, page: Path) -> str:
    """Read a page's text; see `Book.text`."""
    return read_text(page, book.name(page))


def chapters_of(book: Book) -> list[Chapter]:
    """Parse every page; see `Book.chapters`."""
    chapters = [book.read(page) for page in book.pages()]
    places: dict[str, str] = {}
    for session in (session for chapter in chapters for session in chapter.sessions):
        if session.id in places:
            raise BookError(
                f"the id #{session.id} is already that of {places[session.id]}; choose another",
                session.page,
                session.line,
            )
        places[session.id] = f"{session.page}:{session.line}"
    refuse_shared(session for chapter in chapters for session in chapter.sessions)
    return chapters


def pages_of(book: Book) -> list[Path]:
    """List the pages; see `Book.pages`."""
    found = files.below(book.docs, ".md")
    listed = [book.docs / entry for entry in book.navigation()]
    return [page for page in listed if page in found] + sorted({*found} - {*listed})


def config_of(book: Book) -> dict[str, Any]:
    """Read `mkdocs.yml`; see `Book.config`."""
    file = book.root / "mkdocs.yml"
    if not files.exists(file):
        return {}
    config: dict[str, Any] = yaml.load(files.read(file), AnyTag)  # noqa: S506 - a safe loader that reads every tag as None
    return config


def claims_of(page: Path) -> Iterator[tuple[str, int]]:
    """Yield the id of each claim of a page, with its line; nothing of a malformed page."""
    with suppress(BookError):
        for block in scan(read_text(page, page.name).split("\n"), page.name):
            if isinstance(block, Heading) and block.level == CLAIM and "prose" not in block.classes:
                yield block.id, block.line


class AnyTag(yaml.SafeLoader):
    """Reads `mkdocs.yml` without importing what its `!!python/name:` tags name."""


AnyTag.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def leaves(nav: list[Any] | dict[str, Any] | str) -> Iterator[str]:
    """The Markdown files of a navigation tree, in order."""
    if isinstance(nav, str):
        if nav.endswith(".md"):
            yield nav
    else:
        for entry in nav.values() if isinstance(nav, dict) else nav:
            yield from leaves(entry)
