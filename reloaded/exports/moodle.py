"""Writes Moodle XML (docs.moodle.org, Moodle XML format)."""

from __future__ import annotations

from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from reloaded.exports.file_names import Edition
from reloaded.exports.gift import percent
from reloaded.quiz.exported_questions import Choice, ExportedQuestion
from reloaded.quiz.scoring import weights


def write(cards: list[ExportedQuestion], edition: Edition) -> bytes:
    """Return the file."""
    quiz = Element("quiz")
    chapter = ""
    for card in cards:
        if card.chapter != chapter:
            chapter = card.chapter
            category = SubElement(SubElement(quiz, "question", type="category"), "category")
            SubElement(category, "text").text = f"$course$/top/{edition.category(chapter)}"
        quiz.append(question(card))
    for element in quiz:
        indent(element)
    return bytes(tostring(quiz, encoding="utf-8", xml_declaration=True)) + b"\n"


def question(card: ExportedQuestion) -> Element:
    """One question with its answers."""
    element = Element("question", type="multichoice")
    SubElement(SubElement(element, "name"), "text").text = card.id
    html(element, "questiontext", card.whole_prompt)
    html(element, "generalfeedback", f"<p>{card.claim}</p>")
    for name, value in (
        ("defaultgrade", "1"),
        ("penalty", "0.3333333"),
        ("hidden", "0"),
        ("idnumber", card.id),
    ):
        SubElement(element, name).text = value
    SubElement(element, "single").text = "true" if card.single else "false"
    SubElement(element, "shuffleanswers").text = "true"
    SubElement(element, "answernumbering").text = "ABCD"
    worth = weights(card)
    for choice in card.offered:
        element.append(answer(choice, worth[choice.key]))
    if card.hint:
        html(element, "hint", card.hint)
    tags = SubElement(element, "tags")
    for word in (card.kind, card.level):
        SubElement(SubElement(tags, "tag"), "text").text = word
    return element


def answer(choice: Choice, worth: Fraction) -> Element:
    """One answer: its weight in percent, its text, and the reason."""
    element = Element("answer", fraction=percent(worth), format="html")
    SubElement(element, "text").text = choice.html
    html(element, "feedback", choice.why)
    return element


def html(parent: Element, name: str, text: str) -> None:
    """Add an element that holds HTML as text.

    Args:
        parent: gets the element as its last child.
        name: the tag, such as `questiontext`.
        text: HTML; it is escaped, as Moodle's format="html" wants it.
    """
    SubElement(SubElement(parent, name, format="html"), "text").text = text
