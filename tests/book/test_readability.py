"""The book is made for reading: short blocks, short sentences."""

from __future__ import annotations

import re

import pytest

from reloaded.book import Book
from reloaded.quiz.bank import Bank
from reloaded.quiz.model import Question
from reloaded.session.model import Chapter

LINES = 25
"""What a block of code may take of a screen."""

WORDS = 30
"""What a sentence may take of a breath."""

NOT_PROSE = ("#", "|", "-", "=", "!", "<")
"""How headings, tables, lists, tabs, notes and HTML begin."""


@pytest.fixture(params=Book().chapters(), ids=lambda chapter: chapter.path)
def chapter(request: pytest.FixtureRequest) -> Chapter:
    """A page of the book."""
    page: Chapter = request.param
    return page


def sentences(text: str) -> list[str]:
    """The sentences of a page, without code and without the targets of links."""
    text = re.sub(r"^( *)(`{3,}).*?^\1\2", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    paragraphs = re.split(r"\n\s*\n", text)
    prose = [one for one in paragraphs if not one.lstrip().startswith(NOT_PROSE)]
    return [one for each in prose for one in re.split(r"(?<=[.!?:;])\s", each)]


def test_no_block_is_a_wall_of_code(chapter: Chapter) -> None:
    """A block of 25 lines fits a screen; an illustration may be a form to copy."""
    blocks = [fence for fence in chapter.fences if not fence.illustration]

    assert [one.line for one in blocks if one.text.count("\n") > LINES] == []


def test_no_sentence_is_longer_than_30_words(chapter: Chapter) -> None:
    """Two sentences do."""
    text = (Book().root / chapter.path).read_text(encoding="utf-8")

    assert [one for one in sentences(text) if len(one.split()) > WORDS] == []


def test_sentences_are_told_apart_from_the_rest() -> None:
    """Code and the targets of links are no part of a sentence; the words of a link are."""
    text = "# Title\n\nOne. [Two words](two.md#words).\n\n```pycon\n>>> 1. + 2\n```\n\n- three"

    assert sentences(text) == ["One.", "[Two words]."]


@pytest.mark.parametrize("question", Bank(Book()).questions, ids=lambda question: question.id)
def test_a_reason_speaks_to_its_reader(question: Question) -> None:
    """It says "If you think that …: …" and what is true, not "Who thinks so expects this."."""
    assert [] == [one.why for one in question.options if re.search(r"(^|[.:] |\n)Who ", one.why)]
