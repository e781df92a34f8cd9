"""Reads a QTI 2.1 package, and asks its items as a player does.

The rules are those of the "IMS Question & Test Interoperability Assessment Test, Section, and Item
Information Model", version 2.1 final: https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html
"""

from __future__ import annotations

import io
import zipfile
from functools import partial
from xml.etree import ElementTree as ET

from tests.support.evaluators.asked import Asked, Chosen, RefusedError, Typed
from tests.support.evaluators.qti_declarations import Declaration, Value, declaration
from tests.support.evaluators.qti_rules import Variables, process, template

ITEM = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"


def read(data: bytes) -> list[Asked]:
    """The items that the manifest of a package lists, in its order (IMS Content Packaging)."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        manifest = ET.fromstring(packed.read("imsmanifest.xml"))
        listed = list(manifest.iter(f"{PACKAGE}resource"))
        if any(resource.get("type") != "imsqti_item_xmlv2p1" for resource in listed):
            raise RefusedError("the manifest lists something that is no item")
        return [item(packed.read(resource.attrib["href"])) for resource in listed]


def item(data: bytes) -> Asked:
    """One item, which has one response and one interaction."""
    root = ET.fromstring(data)
    if root.tag != f"{ITEM}assessmentItem":
        raise RefusedError(f"{root.tag} is not an item of QTI 2.1")
    for element in root.iter():
        element.tag = element.tag.removeprefix(ITEM)
    name = root.attrib["title"]
    declared = [declaration(element) for element in root.iter("responseDeclaration")]
    found = [element for element in root.iter() if element.tag.endswith("Interaction")]
    if len(found) != 1 or [found[0].get("responseIdentifier")] != [
        response.name for response in declared
    ]:
        raise RefusedError(f"{name} has not one response with one interaction")
    mark = partial(marked, root, declared[0])
    if found[0].tag == "choiceInteraction":
        return choices(name, found[0], declared[0], mark)
    if found[0].tag == "textEntryInteraction" and declared[0].base == "string":
        # An empty field is a response of NULL.
        return Typed(name, lambda typed: mark(typed or None))
    raise RefusedError(f"{name} asks by a <{found[0].tag}>")


def choices(
    name: str, interaction: ET.Element, declared: Declaration, mark: partial[float]
) -> Chosen:
    """A `choiceInteraction`: maxChoices is 1 unless it is given, and 0 is no limit."""
    offered = interaction.findall("simpleChoice")
    most = int(interaction.get("maxChoices", "1"))
    if not declared.several and most != 1:
        raise RefusedError(f"{name} lets a reader choose {most}, and keeps one")
    identifiers = [choice.attrib["identifier"] for choice in offered]
    if len(set(identifiers)) < len(identifiers):
        raise RefusedError(f"{name} has two choices of one identifier")

    def of_places(chosen: frozenset[int]) -> float:
        """The mark for the choices at these places."""
        if most and len(chosen) > most:
            raise RefusedError(f"{name} lets a reader choose {most} only")
        values = tuple(identifiers[place] for place in sorted(chosen))
        response: Value = values if declared.several else next(iter(values), None)
        return mark(response or None)  # an empty container is NULL

    shown = tuple("".join(choice.itertext()).strip() for choice in offered)
    return Chosen(name, shown, most != 1, of_places)


def marked(root: ET.Element, declared: Declaration, response: Value) -> float:
    """The outcome SCORE after the response processing; a number begins at 0."""
    outcomes: dict[str, Value] = {
        outcome.attrib["identifier"]: 0.0
        if outcome.get("baseType") in ("float", "integer")
        else None
        for outcome in root.iter("outcomeDeclaration")
    }
    if "SCORE" not in outcomes:
        raise RefusedError("the item has no outcome SCORE")
    rules = root.find("responseProcessing")
    if rules is None:
        raise RefusedError("the item has no response processing")
    if rules.get("template") is not None:
        rules = template(rules.attrib["template"])
    process(rules, Variables({declared.name: declared}, {declared.name: response}, outcomes))
    score = outcomes["SCORE"]
    if not isinstance(score, float):
        raise RefusedError(f"the outcome SCORE is {score!r}")
    return score
