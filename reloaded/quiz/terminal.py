"""Asks the questions of the bank in a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape

from reloaded.quiz.cards import Card, Choice
from reloaded.quiz.scoring import score

LETTERS = "ABCDEFGHIJ"

Ask = Callable[[str], str]
Say = Callable[[str], None]


def ask_all(cards: Iterable[Card], ask: Ask, say: Say) -> tuple[float, int]:
    """Ask questions until they are done, or the person ends it with `q` or the end of input.

    Args:
        cards: the questions.
        ask: shows a prompt, and returns a line without its end; may raise EOFError.
        say: prints a text.

    Returns:
        The points, and how many questions were answered.
    """
    points, answered = 0.0, 0
    for number, card in enumerate(cards, 1):
        say(f"\n{number}. {card.chapter} · {card.level}\n")
        say(plain(card.prompt))
        say(card.asked)
        if card.kind != "type":
            for letter, choice in zip(LETTERS, card.choices, strict=False):
                say(indented(f"{letter}  ", plain(choice.html)))
        try:
            given = answer(card, ask, say)
        except EOFError:
            given = None
        if given is None:
            break
        worth = score(card, [choice.key for choice in given if choice])
        points, answered = points + worth, answered + 1
        say("Right." if worth == 1 else f"Partly right: {worth:.0%}." if worth else "Wrong.")
        for letter, choice in zip(LETTERS, card.choices, strict=False):
            verdict = "right" if choice.right else "wrong"
            name = plain(choice.html) if card.kind == "type" else letter
            say(indented(f"{name}  ", f"{verdict}: {plain(choice.why)}"))
        say(f"Taught by: {plain(card.claim)}")
    return points, answered


def answer(card: Card, ask: Ask, say: Say) -> list[Choice | None] | None:
    """Ask until the answer can be read; None to end, `[None]` for a text that is nowhere."""
    if card.kind == "type":
        typed = ask("Your answer (q to end): ").strip()
        if typed == "q":
            return None
        return [next((one for one in card.choices if one.text == typed), None)]
    letters = LETTERS[: len(card.choices)]
    how = "one letter" if card.single else "letters"
    while True:
        line = ask(f"Your answer, {how} (h for a hint, q to end): ").upper()
        chosen = [letter for letter in line if letter.isalnum()]
        if chosen == ["Q"]:
            return None
        if chosen == ["H"] and "H" not in letters:
            say(plain(card.hint) or "This question has no hint.")
        elif chosen and set(chosen) <= set(letters) and (len(chosen) == 1 or not card.single):
            return [card.choices[letters.index(letter)] for letter in dict.fromkeys(chosen)]
        else:
            say(f"Answer with {how} of {', '.join(letters)}.")


def plain(html: str) -> str:
    """HTML as text: blocks on lines of their own, preformatted text as it is."""
    parts = re.split(r"(<pre.*?</pre>)", html, flags=re.DOTALL)
    shown = (
        indented("    ", unescape(re.sub(r"<[^>]+>", "", part)).strip("\n")) + "\n"
        if part.startswith("<pre")
        else unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(p|li)>", "\n", part)))
        for part in parts
    )
    return "".join(shown).strip("\n")


def indented(first: str, text: str) -> str:
    """A text behind a name, its further lines below its first."""
    return first + text.replace("\n", "\n" + " " * len(first))
