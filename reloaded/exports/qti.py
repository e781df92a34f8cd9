"""Writes a QTI 2.1 package: a zip of items, each of which scores itself and says why."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from reloaded.exports.archive import archive
from reloaded.exports.file_names import Edition
from reloaded.quiz.exported_questions import ExportedQuestion
from reloaded.quiz.scoring import weights

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
WHERE = f"{QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"


def write(cards: list[ExportedQuestion], edition: Edition) -> bytes:
    """Return the file."""
    files = {"imsmanifest.xml": manifest(cards, edition)}
    files |= {f"items/{card.id}.xml": text(item(card)) for card in cards}
    return archive(files)


def manifest(cards: list[ExportedQuestion], edition: Edition) -> bytes:
    """What the package holds."""
    root = Element("manifest", xmlns=CP, identifier=edition.slug)
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    for card in cards:
        href = f"items/{card.id}.xml"
        resource = SubElement(
            resources, "resource", identifier=name_of(card), type="imsqti_item_xmlv2p1", href=href
        )
        SubElement(resource, "file", href=href)
    return text(root)


def item(card: ExportedQuestion) -> Element:
    """One question."""
    root = Element(
        "assessmentItem",
        {
            "xmlns": QTI,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": WHERE,
            "identifier": name_of(card),
            "title": card.id,
            "adaptive": "false",
            "timeDependent": "false",
        },
    )
    declare_response(root, card)
    declare(root, "SCORE", "single", "float")
    declare(root, "FEEDBACK", "multiple", "identifier")
    body = SubElement(root, "itemBody")
    prompt = SubElement(body, "div")
    prompt.extend(nodes(card.prompt))
    interaction = SubElement(
        body,
        "choiceInteraction",
        responseIdentifier="RESPONSE",
        shuffle="true",
        maxChoices="1" if card.single else "0",
    )
    if card.asked:
        SubElement(interaction, "prompt").text = card.asked
    for choice in card.offered:
        simple_choice = SubElement(interaction, "simpleChoice", identifier=f"C{choice.key}")
        simple_choice.extend(nodes(choice.html))
    process(root, card)
    for choice in card.offered:
        feedback = SubElement(
            root,
            "modalFeedback",
            outcomeIdentifier="FEEDBACK",
            identifier=f"C{choice.key}",
            showHide="show",
        )
        verdict = Element("p")
        verdict.text = "Right." if choice.right else "Wrong."
        feedback.extend([verdict, *nodes(choice.why)])
    return root


def declare_response(root: Element, card: ExportedQuestion) -> None:
    """What is right, and what each answer is worth."""
    response = SubElement(
        root,
        "responseDeclaration",
        identifier="RESPONSE",
        cardinality="single" if card.single else "multiple",
        baseType="identifier",
    )
    correct = SubElement(response, "correctResponse")
    for choice in card.offered:
        if choice.right:
            SubElement(correct, "value").text = f"C{choice.key}"
    mapping = SubElement(response, "mapping", lowerBound="0", upperBound="1", defaultValue="0")
    worth = weights(card)
    for choice in card.offered:
        SubElement(
            mapping,
            "mapEntry",
            mapKey=f"C{choice.key}",
            mappedValue=f"{float(worth[choice.key]):.15f}",
            caseSensitive="true",
        )


def declare(root: Element, name: str, cardinality: str, kind: str) -> None:
    """An outcome that response processing sets.

    Args:
        root: the `assessmentItem`.
        name: the outcome's identifier.
        cardinality: `single` or `multiple`.
        kind: its baseType: `float` or `identifier`.
    """
    SubElement(root, "outcomeDeclaration", identifier=name, cardinality=cardinality, baseType=kind)


def process(root: Element, card: ExportedQuestion) -> None:
    """Score the response, and name the feedback to show."""
    processing = SubElement(root, "responseProcessing")
    score = SubElement(processing, "setOutcomeValue", identifier="SCORE")
    SubElement(score, "mapResponse", identifier="RESPONSE")
    feedback = SubElement(processing, "setOutcomeValue", identifier="FEEDBACK")
    parent = SubElement(feedback, "multiple") if card.single else feedback
    SubElement(parent, "variable", identifier="RESPONSE")


def name_of(card: ExportedQuestion) -> str:
    """An identifier of a question."""
    return f"q-{card.id}"


def nodes(html: str) -> list[Element]:
    """HTML as elements; text outside any becomes a span."""
    root = fromstring(f"<div>{xhtml(html)}</div>")  # noqa: S314 - we have written it
    found = list(root)
    if root.text and root.text.strip():
        span = Element("span")
        span.text = root.text
        found.insert(0, span)
    for element in list(found):
        element.attrib.pop("style", None)
        if element.tail and element.tail.strip():
            span = Element("span")
            span.text, element.tail = element.tail, None
            found.insert(found.index(element) + 1, span)
    return found


def xhtml(html: str) -> str:
    """HTML as XML: Markdown closes every tag but `br` and `hr`."""
    return html.replace("<br>", "<br/>").replace("<hr>", "<hr/>")


def text(root: Element) -> bytes:
    """An XML file."""
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
