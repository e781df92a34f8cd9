"""What an answer is worth, on the site, in the terminal and in each export.

Each right option of a `select` question adds its share of one point, and a wrong one takes away as
much; the sum is never below nothing and never above the point. Weights that are added up and a sum
that is bounded are all that Moodle, GIFT and QTI know, so an answer gets one mark wherever it is
given.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from reloaded.quiz.exported_questions import ExportedQuestion


def weight(kind: str, *, right: bool, rights: int) -> Fraction:
    """What one option of a question adds.

    Where one answer is given, all that it could lose is the point that it has not won.

    Args:
        kind: of the question.
        right: whether the option is.
        rights: how many options of the question are right.

    Returns:
        A share of one point, from -1 to 1.
    """
    if kind != "select":
        return Fraction(right)
    share = Fraction(1, rights)
    return share if right else -share


def weights(card: ExportedQuestion) -> dict[str, Fraction]:
    """What each choice of a card adds, by its key."""
    rights = sum(choice.right for choice in card.choices)
    return {
        choice.key: weight(card.kind, right=choice.right, rights=rights) for choice in card.choices
    }


def score(card: ExportedQuestion, chosen: Collection[str]) -> float:
    """From 0 to 1: what the choices with these keys are worth; a key of no choice adds nothing."""
    worth = weights(card)
    total = sum(worth.get(key, Fraction(0)) for key in chosen)
    return float(min(max(total, Fraction(0)), Fraction(1)))
