"""Writes an Anki deck (`.apkg`) that a later one updates: notes are found again by their ids."""

from __future__ import annotations

import hashlib
import zipfile
from html import escape
from tempfile import TemporaryDirectory

import genanki

from reloaded.exports.archive import archive
from reloaded.exports.file_names import Edition
from reloaded.quiz.exported_questions import ExportedQuestion

MODEL = 1_609_372_001
"""The note type's fixed number: Anki takes another number for another type."""

OPEN = "Anything else that makes the session print the same is right as well: run it."
"""Whoever learns from a deck marks the own answer, and a list of typed answers is never whole."""

CSS = """
.card { font: 18px system-ui, sans-serif; margin: 1em auto; max-width: 44em; text-align: left; }
ol { list-style: upper-alpha; }
"""


def write(cards: list[ExportedQuestion], edition: Edition) -> bytes:
    """Return the file.

    Args:
        cards: the questions.
        edition: its time counts, because Anki takes a note that it has only from a deck that is
            newer.
    """
    model = genanki.Model(
        MODEL,
        edition.title,
        fields=[{"name": "Question"}, {"name": "Answer"}, {"name": "Id"}],
        templates=[
            {
                "name": "Question",
                "qfmt": "{{Question}}",
                "afmt": '{{Question}}<hr id="answer">{{Answer}}',
            }
        ],
        css=CSS,
    )
    decks: dict[str, genanki.Deck] = {}
    for card in cards:
        deck = decks.setdefault(card.chapter, deck_of(card.chapter, edition))
        note = genanki.Note(
            model,
            [front(card), back(card), card.id],
            guid=genanki.guid_for(edition.slug, card.id),
            tags=[card.kind, card.level],
        )
        deck.add_note(note)
    with TemporaryDirectory() as folder:
        path = f"{folder}/deck.apkg"
        genanki.Package(list(decks.values())).write_to_file(path, timestamp=float(edition.seconds))
        with zipfile.ZipFile(path) as made:
            return archive({name: made.read(name) for name in made.namelist()})


def deck_of(chapter: str, edition: Edition) -> genanki.Deck:
    """The deck of a chapter, below that of the book; its number comes from the title."""
    number = int.from_bytes(hashlib.sha256(chapter.encode()).digest()[:5])
    return genanki.Deck(number, f"{edition.title}::{chapter}")


def front(card: ExportedQuestion) -> str:
    """The question, and what can be chosen."""
    choices = "".join(f"<li>{choice.html}</li>" for choice in card.choices)
    return card.whole_prompt + (f"<ol>{choices}</ol>" if card.kind != "type" else "")


def back(card: ExportedQuestion) -> str:
    """Each answer with its verdict and the reason; where any may be typed, one that is right."""
    rows = "".join(
        f"<li>{choice.html} <strong>{'Right' if choice.right else 'Wrong'}.</strong>"
        f"{choice.why}</li>"
        for choice in card.offered
    )
    more = f"<p>{OPEN}</p>" if card.code else ""
    return f"<ol>{rows}</ol>{more}<p>{escape(card.chapter)}: {card.claim}</p>"
