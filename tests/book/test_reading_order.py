"""Whoever reads the book from its first page to its last meets nothing before it is explained."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from reloaded.book import Book

BOOK = Book()
ORDER = BOOK.navigation()
"""The pages as the navigation lists them, which is the order of the footer's links too."""

CHAPTERS = [page for page in ORDER if BOOK.read(BOOK.docs / page).sessions and page != "index.md"]
"""The pages that prove something, but for the first, which is all example."""

NEEDS = re.compile(
    r"^- \*\*It needs\*\* (?P<what>(?:no other chapter|\[.*?\]\(.*\)) first\b.*)$", re.MULTILINE
)
"""What the list at the top of a chapter says of the chapters before it."""

LINK = re.compile(r"\]\((?P<page>[^)#:]+\.md)(?:#[^)]*)?\)")


def text_of(page: str) -> str:
    """A page's source."""
    return (BOOK.docs / page).read_text(encoding="utf-8")


def pages_linked(page: str, text: str) -> list[str]:
    """The pages of the book that a text on a page links to, as the navigation names them."""
    here = posixpath.dirname(page)
    return [posixpath.normpath(posixpath.join(here, one["page"])) for one in LINK.finditer(text)]


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_says_which_chapters_it_needs(page: str) -> None:
    """One line of the list at its top: *It needs [..] first*, or *no other chapter first*."""
    assert len(NEEDS.findall(text_of(page))) == 1


@pytest.mark.parametrize("page", CHAPTERS)
def test_what_a_chapter_needs_comes_before_it(page: str) -> None:
    """Whoever follows the footer's links has read it."""
    needed = pages_linked(page, "".join(NEEDS.findall(text_of(page))))

    assert [one for one in needed if one not in ORDER[: ORDER.index(page)]] == []


@pytest.mark.parametrize("page", ORDER)
def test_no_page_names_its_own_successor(page: str) -> None:
    """The footer does, from the navigation; a second opinion would lead somewhere else."""
    assert re.findall(r"^#+ Next\b.*", text_of(page), re.MULTILINE) == []


@pytest.mark.parametrize("page", [page for page in ORDER if Path(page).name == "index.md"])
def test_a_list_of_pages_has_their_order(page: str) -> None:
    """The first page of a section lists the others, all of them, as the navigation does."""
    folder = posixpath.dirname(page)
    others = [one for one in ORDER if folder and posixpath.dirname(one) == folder and one != page]
    items = "\n".join(re.findall(r"^- \[.*", text_of(page), re.MULTILINE)) if folder else ""

    assert pages_linked(page, items) == others
