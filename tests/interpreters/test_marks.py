"""An answer gets the same mark wherever a reader gives it: on the site, and in each export.

The exports are marked by the formats' published rules (`evaluators/`), not by the code that writes
them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from itertools import chain, combinations
from pathlib import Path

import pytest

from reloaded.book import Book
from reloaded.exports.file_names import Edition
from reloaded.exports.write import NEVER, write_all
from reloaded.quiz.bank import Bank
from reloaded.quiz.exported_questions import Choice, ExportedQuestion, cards
from reloaded.quiz.scoring import score
from tests.support.evaluators import gift, moodle_xml, qti
from tests.support.evaluators.asked import Asked, Chosen, Typed, shown

READERS: dict[str, Callable[[bytes], list[Asked]]] = {
    "moodle": moodle_xml.read,
    "gift": gift.read,
    "qti": qti.read,
}

NOWHERE = ("no such answer", "*", "", "TRUE", "[html]")
"""What is typed that no list has."""


RESERVED = (
    "a = b",
    "~%50%",
    "%100%",
    "{x: 1}",
    "# a comment",
    "####",
    "a -> b",
    r"\n",
    "\\",
    r"a\*b",
    "a*b",
    "[html]",
    "TRUE",
    "0",
    "::a::",
    "// a",
    "$CATEGORY: a",
    "a\n\nb",
    "<b> & &amp; </pre>",
    "]]>",
    "&&061;",
)
"""What means something to a format."""


def on_site(card: ExportedQuestion, given: list[Choice] | str) -> float:
    """The mark on the site, for choices or for what was typed; the terminal has the same rule."""
    if isinstance(given, str):
        given = [one for one in card.choices if one.text == given.strip()]
    return score(card, [one.key for one in given])


def differences(card: ExportedQuestion, asked: Asked) -> Iterator[str]:
    """A line for each answer that gets another mark in an export than on the site."""
    pairs = chosen(card, asked) if isinstance(asked, Chosen) else typed(card, asked)
    for given, here, there in pairs:
        if not math.isclose(here, there, abs_tol=0.00001):
            yield f"{card.id}: {given}: {here:.5f} on the site, {there:.5f} in the export"


def chosen(card: ExportedQuestion, asked: Chosen) -> Iterator[tuple[str, float, float]]:
    """Each answer that can be chosen, or each combination of them, with its two marks."""
    known = {seen(card, choice): choice for choice in card.choices}
    assert len(card.choices) == len(known), f"{card.id}: two choices look the same"
    assert len(asked.offered) == len(set(asked.offered)), f"{card.id}: two answers look the same"
    if card.kind == "type":  # a format can't run what is typed, so it may offer some answers
        assert set(asked.offered) <= set(known), f"{card.id} offers what the site has not"
    else:
        assert set(asked.offered) == set(known), f"{card.id} offers other answers"
    assert (card.kind == "select") is asked.several, f"{card.id}: one answer, or several?"
    sizes = range(len(asked.offered) + 1) if asked.several else [1]
    places = range(len(asked.offered))
    for places_chosen in chain.from_iterable(combinations(places, size) for size in sizes):
        texts = [asked.offered[place] for place in places_chosen]
        here = on_site(card, [known[text] for text in texts])
        yield " + ".join(map(repr, texts)) or "nothing", here, asked.mark(frozenset(places_chosen))


def typed(card: ExportedQuestion, asked: Typed) -> Iterator[tuple[str, float, float]]:
    """Each text that the site knows, the same in other letters, and texts that it doesn't know."""
    assert card.kind == "type", f"{card.id} has to be typed, and is chosen on the site"
    texts = [choice.text for choice in card.choices]
    variants = [text.swapcase() for text in texts] + [f" {text} " for text in texts]
    for text in dict.fromkeys([*texts, *variants, *NOWHERE]):
        yield f"typed {text!r}", on_site(card, text), asked.mark(text)


def seen(card: ExportedQuestion, choice: Choice) -> str:
    """A choice as a reader sees it."""
    return choice.text.strip() if card.kind == "type" else shown(choice.html)


@pytest.fixture(scope="module")
def bank() -> list[ExportedQuestion]:
    """Every question of the book."""
    return cards(Bank(Book()))


def made(card: ExportedQuestion, name: str, texts: list[str], rights: int) -> ExportedQuestion:
    """A question like another, with these answers, of which the first ones are right."""
    quoted = "<pre>{}</pre>" if card.kind == "predict" else "<code>{}</code>"
    choices = tuple(
        replace(
            card.choices[0],
            key=f"{place:06x}",
            text=text,
            html=quoted.format(escape(text)),
            right=place < rights,
        )
        for place, text in enumerate(texts)
    )
    return replace(card, id=name, choices=choices)


def compare(name: str, wanted: list[ExportedQuestion], folder: Path) -> None:
    """Export questions, and compare the marks of every answer."""
    (file,) = write_all(wanted, folder, Edition("Tea", NEVER), [name])
    found = READERS[name](file.read_bytes())

    assert [card.id for card in wanted] == [asked.name for asked in found]
    wrong = [line for pair in zip(wanted, found, strict=True) for line in differences(*pair)]
    if wrong:
        pytest.fail(f"{name}, {len(wrong)} answers:\n" + "\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("name", READERS)
def test_each_answer_gets_the_same_mark_in_an_export(
    name: str, bank: list[ExportedQuestion], tmp_path: Path
) -> None:
    """Every choice of every question, every combination where several may be chosen, any text."""
    compare(name, bank, tmp_path)


@pytest.mark.parametrize("name", READERS)
def test_any_number_of_right_and_wrong_answers_is_marked_alike(
    name: str, bank: list[ExportedQuestion], tmp_path: Path
) -> None:
    """Also those that the bank doesn't have yet."""
    card = next(card for card in bank if card.kind == "select")
    wanted = [
        made(card, f"select-{rights}-{wrongs}", list("abcdefghij")[: rights + wrongs], rights)
        for rights in range(1, 7)
        for wrongs in range(5)
        if rights + wrongs > 1
    ]

    compare(name, wanted, tmp_path)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("kind", ["predict", "type", "choose", "select"])
def test_what_a_format_reserves_changes_no_mark(
    name: str, kind: str, bank: list[ExportedQuestion], tmp_path: Path
) -> None:
    """Each such text is the right answer once, among the others."""
    card = next(card for card in bank if card.kind == kind)
    wanted = [
        made(card, f"{kind}-{place}", [text, *[one for one in RESERVED if one != text][:5]], 1)
        for place, text in enumerate(RESERVED)
    ]

    compare(name, wanted, tmp_path)
