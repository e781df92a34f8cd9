"""Writes GIFT, Moodle's text format for questions (docs.moodle.org, GIFT format)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reloaded.quiz.cards import Card, Choice


def write(cards: list[Card], _moment: int = 0) -> bytes:
    """Return the file."""
    chapter, blocks = "", []
    for card in cards:
        if card.chapter != chapter:
            chapter = card.chapter
            blocks.append(f"$CATEGORY: Modules, Reloaded/{chapter.replace('/', '//')}")
        blocks.append(question(card))
    return ("\n\n".join(blocks) + "\n").encode()


def question(card: Card) -> str:
    """One question with its answers."""
    answers = "\n".join(f"\t{line}" for line in answer_lines(card))
    title, prompt = escaped(card.id), escaped(card.whole_prompt)
    return f"// id: {card.id}\n::{title}::[html]{prompt}{{\n{answers}\n}}"


def answer_lines(card: Card) -> Iterator[str]:
    """A line for each answer: its weight, its text, and the reason behind a #."""
    rights = sum(choice.right for choice in card.choices)
    wrongs = len(card.choices) - rights
    for choice in card.choices:
        reason = f"#[html]{escaped(choice.why)}" if choice.why else ""
        if card.kind == "type":
            yield f"={'' if choice.right else '%0%'}{escaped(choice.text)}{reason}"
        elif card.single:
            yield f"{'=' if choice.right else '~'}[html]{escaped(choice.html)}{reason}"
        else:
            yield f"~%{weight(choice, rights, wrongs)}%[html]{escaped(choice.html)}{reason}"


def weight(choice: Choice, rights: int, wrongs: int) -> str:
    """What a choice adds, in percent: all rights make 100, all wrongs take it away."""
    share = 100 / rights if choice.right else -100 / wrongs
    return f"{share:.5f}".rstrip("0").rstrip(".")


def escaped(text: str) -> str:
    r"""Escape what GIFT gives a meaning, and write line ends as `\n`."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text.strip()).replace("\n", "\\n")
