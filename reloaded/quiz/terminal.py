"""Asks the questions of the bank in a terminal."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import unescape

from reloaded.quiz.exported_questions import Choice, ExportedQuestion
from reloaded.quiz.scoring import score
from reloaded.quiz.try_answer import TriedAnswer

LETTERS = "ABCDEFGHIJ"

Ask = Callable[[str], str]
Say = Callable[[str], None]
Run = Callable[[str, str], TriedAnswer | None]
Shuffle = Callable[[list[Choice]], None]


@dataclass(frozen=True)
class Given:
    """An answer.

    Attributes:
        choices: those that were chosen or typed; empty for a text that no list has.
        worth: from 0 to 1; None if nothing can tell, so that the answer doesn't count.
    """

    choices: list[Choice]
    worth: float | None


def ask_all(
    cards: Iterable[ExportedQuestion],
    ask: Ask,
    say: Say,
    run: Run,
    shuffle: Shuffle = random.shuffle,
) -> tuple[float, int]:
    """Ask questions until they are done, or the person ends it with `q` or the end of input.

    Args:
        cards: the questions.
        ask: shows a prompt, and returns a line without its end; may raise EOFError.
        say: prints a text.
        run: tries the code that was typed for the question with an id; None where it can't.
        shuffle: brings choices into another order each time that they are shown.

    Returns:
        The points, and how many questions were answered.
    """
    points, answered = 0.0, 0
    for number, question in enumerate(cards, 1):
        choices = list(question.choices)
        if question.kind != "type":
            shuffle(choices)
        card = replace(question, choices=tuple(choices))
        say(f"\n{number}. {card.chapter} · {card.level}\n")
        show(card, say)
        try:
            reply = typed(card, ask, say, run) if card.kind == "type" else chosen(card, ask, say)
        except EOFError:
            reply = None
        if reply is None:
            break
        if reply.worth is None:
            say("Not counted.")
        else:
            points, answered = points + reply.worth, answered + 1
            say(verdict(reply.worth))
        explain(card, reply.choices, say)
    return points, answered


def show(card: ExportedQuestion, say: Say) -> None:
    """The prompt, what is asked, and what can be chosen."""
    say(plain(card.prompt))
    if card.asked:
        say(card.asked)
    if card.kind != "type":
        for letter, choice in zip(LETTERS, card.choices, strict=False):
            say(indented(f"{letter}  ", plain(choice.html)))


def chosen(card: ExportedQuestion, ask: Ask, say: Say) -> Given | None:
    """Ask until the letters can be read.

    Args:
        card: whose choices have letters, in order.
        ask: shows a prompt, and returns a line.
        say: prints a text.

    Returns:
        The answer; None where the person ends it.
    """
    letters = LETTERS[: len(card.choices)]
    how = "one letter" if card.single else "letters"
    while True:
        line = ask(f"Your answer, {how} (h for a hint, q to end): ").upper()
        entered = list(dict.fromkeys(letter for letter in line if letter.isalnum()))
        if entered == ["Q"]:
            return None
        if entered == ["H"] and "H" not in letters:
            say(plain(card.hint) or "This question has no hint.")
        elif entered and set(entered) <= set(letters) and (len(entered) == 1 or not card.single):
            choices = [card.choices[letters.index(letter)] for letter in entered]
            return Given(choices, score(card, [choice.key for choice in choices]))
        else:
            say(f"Answer with {how} of {', '.join(letters)}.")


def typed(card: ExportedQuestion, ask: Ask, say: Say, run: Run) -> Given | None:
    """Ask for a text, and run it if it is code that no list has.

    Args:
        card: of the kind `type`.
        ask: shows a prompt, and returns a line.
        say: prints a text.
        run: tries the code for the question with an id; None where it can't.

    Returns:
        The answer; None where the person ends it.
    """
    text = ""
    while not text:
        text = ask("Your answer (q to end): ").strip()
    if text == "q":
        return None
    choices = [choice for choice in card.choices if choice.text.strip() == text]
    if choices or not card.code:  # an output has been printed: what is not the same is wrong
        return Given(choices, score(card, [choice.key for choice in choices]))
    reply = ""
    while reply not in ("y", "n"):
        reply = ask("That isn't in my list. Run the session with it (y/n)? ").strip().lower()
        if reply == "q":
            return None
    if reply == "n":
        return Given([], None)
    tried = run(card.id, text)
    say(tried.said if tried else "This question is about another Python than the one that runs.")
    return Given([], float(tried.right) if tried else None)


def verdict(worth: float) -> str:
    """A mark in words."""
    return "Right." if worth == 1 else f"Partly right: {worth:.0%}." if worth else "Wrong."


def explain(card: ExportedQuestion, chosen: list[Choice], say: Say) -> None:
    """Why: first what was given, then what is right, then the others, and where to read on.

    Args:
        card: which was answered.
        chosen: the choices that the person has made.
        say: prints a text.
    """
    shown = [
        (letter, choice)
        for letter, choice in zip(LETTERS, card.choices, strict=False)
        if card.kind != "type"
    ] or [(choice.text, choice) for choice in card.choices if choice in (*chosen, *card.offered)]
    for name, choice in sorted(
        shown, key=lambda shown_choice: (shown_choice[1] not in chosen, not shown_choice[1].right)
    ):
        mark = "right" if choice.right else "wrong"
        say(indented(f"{name}  ", f"{mark}: {plain(choice.why)}"))
    say(f"Read: {plain(card.claim)}\n      {card.address}")


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
