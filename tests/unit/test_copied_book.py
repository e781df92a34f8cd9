"""A book that has each of its chapters several times is a book like any other, only larger."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from reloaded.audit.ledger import Ledger
from reloaded.bench.copied_book import copy_book
from reloaded.bench.mkdocs_yml import plain, rooted
from reloaded.book import ROOT, Book
from reloaded.errors import BookError
from reloaded.quiz.bank import Bank
from tests.support.small_book import CONFIG, small_book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book of two chapters."""
    return small_book(tmp_path / "book")


@pytest.fixture
def twice(book: Book, tmp_path: Path) -> Book:
    """The same, with each chapter twice."""
    return copy_book(book, tmp_path / "twice", 2)


def claims(book: Book) -> list[str]:
    """The ids of a book's claims, in reading order."""
    return [session.id for chapter in book.chapters() for session in chapter.sessions]


def test_a_copy_is_the_same_book(book: Book, tmp_path: Path) -> None:
    """But for its builder's configuration, which names its folder."""
    once = copy_book(book, tmp_path / "once")

    files = [one.relative_to(book.root) for one in book.root.rglob("*.*") if one.is_file()]
    same = [one for one in files if (once.root / one).read_text() == (book.root / one).read_text()]
    assert [Path("mkdocs.yml")] == [one for one in files if one not in same]
    assert f"root: {once.root}" in (once.root / "mkdocs.yml").read_text()


def test_each_chapter_stands_behind_the_one_that_it_copies(twice: Book) -> None:
    """In the navigation; pages that claim nothing stay single."""
    assert [
        "index.md",
        "shop/prices.md",
        "shop/prices-copy-2.md",
        "shop/orders.md",
        "shop/orders-copy-2.md",
        "claims.md",
    ] == twice.navigation()


def test_each_claim_has_an_id_of_its_own(twice: Book) -> None:
    """A book of twice as many claims is read without an error."""
    assert [
        "tea-costs-three",
        "tea-costs-three-copy-2",
        "nobody-orders",
        "nobody-orders-copy-2",
    ] == claims(twice)


def test_a_snippet_is_embedded_from_the_copy_s_folder(twice: Book) -> None:
    """Whoever saves one changes one page."""
    chapter = twice.read(twice.docs / "shop/prices-copy-2.md")
    assert frozenset({"tea-costs-three-copy-2/prices.py"}) == chapter.snippets


def test_links_lead_from_copy_to_copy(twice: Book) -> None:
    """One to a page that stays single leads there, and one to another heading stays."""
    page = (twice.docs / "shop/prices-copy-2.md").read_text()
    assert "[ordered](orders-copy-2.md#nobody-orders-copy-2)" in page
    assert "[every claim](../claims.md) says, and [cheap](#top)" in page


def test_questions_are_about_the_copied_claims(twice: Book) -> None:
    """And a page that asks one asks its own."""
    asked = {one.id: one.claim for one in Bank(twice).questions}
    (fence,) = (
        one
        for one in twice.read(twice.docs / "shop/orders-copy-2.md").fences
        if one.language == "quiz"
    )
    assert {
        "what-tea-costs": "tea-costs-three",
        "what-tea-costs-copy-2": "tea-costs-three-copy-2",
    } == asked
    assert "what-tea-costs-copy-2" == fence.text.strip()


def test_verdicts_are_copied(twice: Book) -> None:
    """Those on a chapter, whose references lead to the copy, and those on its questions."""
    ledger = Ledger(twice)
    (of_page,) = ledger.verdicts(twice.docs / "shop/prices-copy-2.md").values()
    (of_question,) = ledger.verdicts(twice.quizzes / "shop-copy-2.yaml").values()
    assert ("nobody-orders-copy-2@NOBODY",) == of_page.proved
    assert "what-tea-costs-copy-2: It is the sum." == of_question.says


def test_a_name_that_is_left_as_it_was_is_noticed(twice: Book) -> None:
    """Reading a grown book checks that no two claims share an id, so that no copy is forgotten."""
    page = twice.docs / "shop/orders-copy-2.md"
    page.write_text(page.read_text().replace("#nobody-orders-copy-2", "#nobody-orders"))
    with pytest.raises(BookError, match="the id #nobody-orders is already that of"):
        twice.chapters()


def test_the_whole_book_twice_is_valid(tmp_path: Path) -> None:
    """It has twice as many claims and questions, and as many open statements more as it had."""
    book = Book(ROOT)
    twice = copy_book(book, tmp_path / "twice", 2)

    assert 2 * len(claims(book)) == len(claims(twice))
    assert 2 * len(Bank(book).questions) == len(Bank(twice).questions)
    assert not faults(twice) - faults(book)


def faults(book: Book) -> set[str]:
    """Why verdicts of a book stand no more."""
    ledger = Ledger(book)
    return {one.fault for file in ledger.files() for one in ledger.judged(file)}


def test_material_alone_gets_nothing_of_ours() -> None:
    """Tags stay what they are, and so does everything that is Material's."""
    config = plain(CONFIG)
    assert "reloaded" not in config.lower()
    assert "book.css" not in config
    assert "watch" not in config
    assert 'site_url: !ENV [TEA_URL, "https://example.org/tea/"]' in config
    assert "pymdownx.superfences" in config


def test_options_of_the_extension_are_kept(tmp_path: Path) -> None:
    """But for the book's folder, which is the copy's."""
    given = "markdown_extensions:\n- toc\n- reloaded.markdown: {playground: true, root: /other}\n"
    extensions = yaml.safe_load(rooted(given, tmp_path))["markdown_extensions"]
    assert [
        "toc",
        {"reloaded.markdown": {"playground": True, "root": str(tmp_path)}},
    ] == extensions
