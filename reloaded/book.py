"""The whole book: its pages in reading order, wherever they are asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reloaded.errors import BookError
from reloaded.session.chapter import read_chapter, read_text
from reloaded.session.model import Chapter
from reloaded.session.proof_store import ProofStore
from reloaded.session.scan import Heading, scan

ROOT = Path(__file__).resolve().parent.parent
"""The checkout that this package is installed from."""

THEME = Path(__file__).with_name("theme")
"""What the pages of every book need besides their text: a folder for the option `custom_dir`."""

CLAIM = 2
"""The level of a heading that claims something."""


@dataclass(frozen=True)
class Book:
    """A folder with `docs/`, `snippets/` and `mkdocs.yml`.

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
    def environments(self) -> Path:
        """Where interpreters get their environments."""
        return self.root / ".reloaded" / "environments"

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

    def state(self) -> tuple[tuple[str, int], ...]:
        """Each file of pages, snippets and questions with its time in ns: new after an edit."""
        folders = (self.docs, self.snippets, self.quizzes)
        return tuple(sorted(one for folder in folders for one in times(str(folder))))

    def name(self, page: Path) -> str:
        """What messages call a page: its path from the book's folder."""
        return page.resolve().relative_to(self.root.resolve()).as_posix()

    def read(self, page: Path) -> Chapter:
        """Parse a page; raises BookError where it is malformed."""
        return read_chapter(page, self.snippets, self.name(page))

    def pages(self) -> list[Path]:
        """Every Markdown file below `docs/`, those of the navigation first and in its order."""
        listed = [self.docs / entry for entry in self.navigation()]
        others = sorted(set(self.docs.rglob("*.md")) - set(listed))
        return [page for page in listed if page.exists()] + others

    def navigation(self) -> list[str]:
        """The pages that `mkdocs.yml` lists, relative to `docs/`."""
        return list(leaves(self.config().get("nav") or []))

    def config(self) -> dict[str, Any]:
        """What `mkdocs.yml` says; nothing where there is none, and None in place of each tag."""
        file = self.root / "mkdocs.yml"
        if not file.exists():
            return {}
        config: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), AnyTag)  # noqa: S506 - a safe loader that reads every tag as None
        return config

    def ids(self) -> dict[str, list[tuple[Path, int]]]:
        """Where each id of a claim stands, its lines counted from 1; a malformed page has none."""
        found: dict[str, list[tuple[Path, int]]] = {}
        for page in self.docs.rglob("*.md"):
            for name, line in claims_of(page):
                found.setdefault(name, []).append((page, line))
        return found

    def chapters(self) -> list[Chapter]:
        """Parse every page, and check that no two claims of the book share an id."""
        chapters = [self.read(page) for page in self.pages()]
        seen: dict[str, str] = {}
        for session in (session for chapter in chapters for session in chapter.sessions):
            if session.id in seen:
                raise BookError(
                    f"the id #{session.id} is already that of {seen[session.id]}; choose another",
                    session.page,
                    session.line,
                )
            seen[session.id] = f"{session.page}:{session.line}"
        return chapters


def claims_of(page: Path) -> Iterator[tuple[str, int]]:
    """Yield the id of each claim of a page, with its line; nothing of a malformed page."""
    with suppress(BookError):
        for one in scan(read_text(page, page.name).split("\n"), page.name):
            if isinstance(one, Heading) and one.level == CLAIM and "prose" not in one.classes:
                yield one.id, one.line


def times(folder: str) -> Iterator[tuple[str, int]]:
    """Yield each file below a folder with its time, in ns; but JSON, which builds write."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from times(entry.path)
            elif not entry.name.endswith(".json"):
                yield entry.path, entry.stat().st_mtime_ns


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
