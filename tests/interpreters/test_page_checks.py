"""A page that a build would refuse stops a test run, however often it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from reloaded.book import Book
from reloaded.markdown import check_page as checks
from reloaded.markdown.page_errors import PageError
from reloaded.store.results import ResultStore
from reloaded.testing import page_checks
from reloaded.testing.page_checks import refuse_unseen

PAGE = "# Tea\n\n## A claim { #claim }\n\n```pycon\n>>> 1 + 1\n2\n```\n"
CONFIG = "site_name: Tea\nmarkdown_extensions:\n  - attr_list\n  - reloaded.markdown\n"


@pytest.fixture
def looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A book of one page, and a list to which each real look at it is added."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/tea.md").write_text(PAGE)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    done: list[str] = []
    look = checks.check_page

    def noted(book: Book, path: Path) -> None:
        done.append(path.name)
        look(book, path)

    monkeypatch.setattr(checks, "check_page", noted)
    return done


def ask(folder: Path) -> None:
    """Ask as a test run of its own does."""
    refuse_unseen(Book(folder), folder / "docs/tea.md", ResultStore(folder / "results"))


def test_a_page_that_passed_is_not_rendered_again(tmp_path: Path, looks: list[str]) -> None:
    """As long as nothing that it is made of has changed."""
    ask(tmp_path)
    ask(tmp_path)
    assert ["tea.md"] == looks


@pytest.mark.parametrize(
    ("file", "text"),
    [("docs/tea.md", PAGE + "\nMore.\n"), ("mkdocs.yml", CONFIG + "  - admonition\n")],
)
def test_a_page_is_rendered_again_after_a_change(
    tmp_path: Path, looks: list[str], file: str, text: str
) -> None:
    """Of its text, or of how the book renders it."""
    ask(tmp_path)
    (tmp_path / file).write_text(text)
    ask(tmp_path)
    assert ["tea.md"] * 2 == looks


def test_another_renderer_renders_it_again(
    tmp_path: Path, looks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version of a library may show a page otherwise."""
    ask(tmp_path)
    monkeypatch.setattr(page_checks, "version", lambda _: "0")
    ask(tmp_path)
    assert ["tea.md"] * 2 == looks


def test_a_page_that_was_refused_is_refused_again(tmp_path: Path, looks: list[str]) -> None:
    """What is wrong is not remembered."""
    (tmp_path / "docs/tea.md").write_text(PAGE.replace("# Tea", "# Tea\n\nHot <textarea> tea", 1))
    for count in (1, 2):
        with pytest.raises(PageError):
            ask(tmp_path)
        assert count == len(looks)
