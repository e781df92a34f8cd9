"""Writes the files of the chosen formats."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reloaded.exports import anki, gift, moodle, qti
from reloaded.exports.names import NAMES, STEM
from reloaded.quiz.cards import Card

WRITERS = {"anki": anki.write, "moodle": moodle.write, "gift": gift.write, "qti": qti.write}
"""By format: what makes the bytes."""


def write_all(cards: list[Card], folder: Path, names: Iterable[str] = tuple(NAMES)) -> list[Path]:
    """Write the files of some formats into a folder; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name in names:
        files.append(folder / f"{STEM}.{NAMES[name][0]}")
        files[-1].write_bytes(WRITERS[name](cards))
    return files
