"""Writes Moodle XML (docs.moodle.org, Moodle XML format)."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from reloaded.exports.gift import weight
from reloaded.quiz.cards import Card, Choice


def write(cards: list[Card], _moment: int = 0) -> bytes:
    """Return the file."""
    quiz = Element("quiz")
    chapter = ""
    for card in cards:
        if card.chapter != chapter:
            chapter = card.chapter
            category = SubElement(SubElement(quiz, "question", type="category"), "category")
            path = f"$course$/top/Modules, Reloaded/{chapter.replace('/', '//')}"
            SubElement(category, "text").text = path
        quiz.append(question(card))
    for one in quiz:
        indent(one)
    return bytes(tostring(quiz, encoding="utf-8", xml_declaration=True)) + b"\n"


def question(card: Card) -> Element:
    """One question with its answers."""
    kind = "shortanswer" if card.kind == "type" else "multichoice"
    element = Element("question", type=kind)
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
    if card.kind == "type":
        SubElement(element, "usecase").text = "1"
    else:
        SubElement(element, "single").text = "true" if card.single else "false"
        SubElement(element, "shuffleanswers").text = "true"
        SubElement(element, "answernumbering").text = "ABCD"
    rights = sum(choice.right for choice in card.choices)
    for choice in card.choices:
        element.append(answer(card, choice, rights))
    if card.hint:
        html(element, "hint", card.hint)
    tags = SubElement(element, "tags")
    for word in (card.kind, card.level):
        SubElement(SubElement(tags, "tag"), "text").text = word
    return element


def answer(card: Card, choice: Choice, rights: int) -> Element:
    """One answer: its weight in percent, its text, and the reason."""
    if card.kind == "type" or card.single:
        share = "100" if choice.right else "0"
    else:
        share = weight(choice, rights, len(card.choices) - rights)
    typed = card.kind == "type"
    element = Element("answer", fraction=share, format="plain_text" if typed else "html")
    SubElement(element, "text").text = escaped_pattern(choice.text) if typed else choice.html
    html(element, "feedback", choice.why)
    return element


def escaped_pattern(text: str) -> str:
    r"""A short answer is a pattern in which `*` stands for anything; `\*` is the character."""
    return text.replace("*", r"\*")


def html(parent: Element, name: str, text: str) -> None:
    """Add an element that holds HTML as text."""
    SubElement(SubElement(parent, name, format="html"), "text").text = text
