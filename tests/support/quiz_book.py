"""A small book with a quiz, and a reader who answers it in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reloaded.book import ROOT, THEME
from reloaded.interpreters.environments import Interpreter
from tests.support.banks import PAGE, book_with
from tests.support.built_site import build, serve

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
def build_book(tmp_path: Path, interpreter: Interpreter) -> Books:
    """Build a book with a bank; returns the folder of the site."""
    del interpreter  # its environment is made before the build wants one

    def built(bank: str, more: str = "") -> Path:
        book_with(tmp_path, bank, PAGE + more)
        shutil.copytree(ROOT / "docs/quiz", tmp_path / "docs/quiz", dirs_exist_ok=True)
        (tmp_path / "docs/index.md").write_text("# Home\n")
        (tmp_path / "mkdocs.yml").write_text(
            CONFIG.replace("ROOT", str(tmp_path)).replace("THEME", str(THEME))
        )
        build(tmp_path, tmp_path / "site")
        return tmp_path / "site"

    return built


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
