"""Asks the only question of a small file."""

from __future__ import annotations

from tests.support.evaluators.asked import Asked, Chosen


def only(found: list[Asked]) -> Asked:
    """The only question of a file."""
    (asked,) = found
    return asked


def marks(asked: Chosen, *chosen: str) -> list[float]:
    """The marks for answers, each given by the letters of what is chosen."""
    return [
        round(asked.mark(frozenset(asked.offered.index(letter) for letter in letters)), 5)
        for letters in chosen
    ]
