"""A small book with a quiz, and a reader who answers it in a browser."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reloaded.book import ROOT, THEME, Book
from reloaded.interpreters.environments import Interpreter
from reloaded.pyodide.published_scripts import publish
from reloaded.store.results import hashed
from tests.support.banks import PAGE, book_with
from tests.support.built_site import build, serve
from tests.support.made_once import copied, made_once

if TYPE_CHECKING:  # every test run loads this module, with Playwright or without
    from playwright.sync_api import Browser, Locator, Page

CONFIG = """\
site_name: A book
theme:
  name: material
  custom_dir: THEME
  font: false
  features: [navigation.instant, content.code.copy]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, primary: custom, accent: custom}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: custom, accent: custom}
extra_css: [assets/book.css, assets/quiz.css]
plugins: [search]
markdown_extensions:
  - reloaded.markdown: {root: ROOT}
  - attr_list
  - md_in_html
  - toc: {permalink: true}
"""

TOLERATED = "blocked"
"""The theme's own scripts do not survive a store that is blocked; ours do."""

RECORD = {"digest": "d", "given": [], "score": 1, "sure": True, "box": 0, "at": 1}
"""What is kept of an answer to a question."""

Books = Callable[..., Path]


@pytest.fixture
def build_book(tmp_path: Path, shared: Path, interpreter: Interpreter) -> Books:
    """Build a book with a bank; returns the folder of the site, which is the test's own."""
    del interpreter  # its environment is made before the build wants one

    def built(bank: str, more: str = "") -> Path:
        make = partial(make_site, bank, more)
        site = made_once(shared, f"quiz-{hashed([bank, more])}", make)
        return copied(site, tmp_path / "site")

    return built


def make_site(bank: str, more: str, folder: Path) -> None:
    """Build a book in a folder of its own.

    Args:
        bank: its questions.
        more: Markdown below its page.
        folder: of the site.
    """
    with tempfile.TemporaryDirectory(prefix="reloaded-") as scratch:
        root = Path(scratch)
        book_with(root, bank, PAGE + more)
        shutil.copytree(ROOT / "docs/quiz", root / "docs/quiz", dirs_exist_ok=True)
        (root / "docs/index.md").write_text("# Home\n")
        (root / "mkdocs.yml").write_text(
            CONFIG.replace("ROOT", str(root)).replace("THEME", str(THEME))
        )
        publish(Book(root))  # the playground's scripts, without a Python for them
        build(root, folder)


@contextmanager
def visit(browser: Browser, site: Path, path: str = "/keeps/", **options: object) -> Iterator[Page]:
    """Open a page of a site, with nothing kept from other visits."""
    served = serve(site)
    address = next(served)
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    # The theme's own script takes 15 seconds for a thousand code blocks, and longer beside others.
    page.set_default_navigation_timeout(120_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.goto(address + path)
    with closing(context):
        yield page
    next(served, None)
    assert [error for error in errors if error != TOLERATED] == []


def question(page: Page, name: str) -> Locator:
    """One question of the page."""
    return page.locator(f"#q-{name}")


def choose(asked: Locator, text: str) -> None:
    """Take an option by what it says."""
    asked.locator("label.question-option", has_text=text).locator("input").check()


def check(asked: Locator) -> None:
    """Ask for the verdict."""
    asked.get_by_role("button", name="Check").click()


def status(asked: Locator) -> str:
    """What a screen reader is told."""
    return asked.get_by_role("status").text_content() or ""
