"""The quiz in a terminal: questions, a hint, a verdict, and an end at any time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reloaded.quiz.bank import Bank
from reloaded.quiz.cards import Card, cards
from reloaded.quiz.terminal import LETTERS, ask_all
from tests.banks import GOOD, book_with


@pytest.fixture
def asked(tmp_path: Path) -> list[Card]:
    """The cards of the good bank."""
    return cards(Bank(book_with(tmp_path, GOOD)))


def take(asked: list[Card], *lines: str) -> tuple[tuple[float, int], str]:
    """Answer with these lines, and then end the input; returns the result and what was said."""
    said: list[str] = []
    given: Iterator[str] = iter(lines)

    def answer(prompt: str) -> str:
        said.append(prompt)
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    return ask_all(asked, answer, said.append), "\n".join(said)


def letter(card: Card, *, right: bool) -> str:
    """The letter of the first option that is right, or wrong."""
    return next(
        name for name, one in zip(LETTERS, card.choices, strict=False) if one.right is right
    )


def test_right_answers_give_all_points(asked: list[Card]) -> None:
    """A letter in any case, and a text to the letter."""
    right = letter(asked[0], right=True).lower()
    result, said = take(asked, right, "reload", letter(asked[2], right=True))

    assert result == (3.0, 3)
    assert said.count("Right.") == 3
    assert "A deleted name survives" in said


def test_a_wrong_answer_gets_the_reasons(asked: list[Card]) -> None:
    """Each option, right or wrong, and why."""
    result, said = take(asked, letter(asked[0], right=False), "Reload", "q")

    assert result == (0.0, 2)
    assert "wrong: A reload deletes nothing." in said
    assert "wrong: Names are case-sensitive." in said


def test_a_hint_and_a_slip_cost_nothing(asked: list[Card]) -> None:
    """What cannot be read is asked again."""
    result, said = take(asked[:1], "h", "x", "", "A B", letter(asked[0], right=True))

    assert result == (1.0, 1)
    assert "Ask whose namespace the new code runs in." in said
    assert said.count("Answer with one letter of A, B, C.") == 3


def test_the_end_of_the_input_ends_the_quiz(asked: list[Card]) -> None:
    """As `q` does, with what was answered so far."""
    assert take(asked)[0] == (0.0, 0)
    assert take(asked, "q")[0] == (0.0, 0)
    assert take(asked, letter(asked[0], right=True), "q")[0] == (1.0, 1)
