"""Writes GIFT, Moodle's text format for questions (docs.moodle.org, GIFT format)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reloaded.exports.file_names import Edition
from reloaded.quiz.exported_questions import ExportedQuestion
from reloaded.quiz.scoring import weights


def write(cards: list[ExportedQuestion], edition: Edition) -> bytes:
    """Return the file."""
    chapter, blocks = "", []
    for card in cards:
        if card.chapter != chapter:
            chapter = card.chapter
            blocks.append(f"$CATEGORY: {edition.category(chapter)}")
        blocks.append(question(card))
    return ("\n\n".join(blocks) + "\n").encode()


def question(card: ExportedQuestion) -> str:
    """One question with its answers."""
    answers = "\n".join(f"\t{line}" for line in answer_lines(card))
    title, prompt = escaped(card.id), escaped(card.whole_prompt)
    return f"// id: {card.id}\n::{title}::[html]{prompt}{{\n{answers}\n}}"


def answer_lines(card: ExportedQuestion) -> Iterator[str]:
    """A line for each answer: its weight, its text, and the reason behind a #."""
    worth = weights(card)
    for choice in card.offered:
        reason = f"#[html]{escaped(choice.why)}" if choice.why else ""
        mark = "=" if choice.right else "~"
        if not card.single:
            mark = f"~%{percent(worth[choice.key])}%"
        yield f"{mark}[html]{escaped(choice.html)}{reason}"


def percent(worth: Fraction) -> str:
    """A weight as Moodle knows it: five digits where they are needed, and none behind a hundred."""
    return f"{float(100 * worth):.5f}".rstrip("0").rstrip(".")


def escaped(text: str) -> str:
    r"""Escape what GIFT gives a meaning, and write line ends as `\n`."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text.strip()).replace("\n", "\\n")
