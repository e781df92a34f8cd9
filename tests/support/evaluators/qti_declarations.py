"""What a QTI 2.1 item declares of its response: the correct one, and what each value gives.

The names of the classes are those of the information model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tests.support.evaluators.asked import RefusedError

Value = None | bool | float | str | tuple[str, ...]
"""A value; None is NULL, which an empty container is as well, and a tuple is a container."""


@dataclass(frozen=True)
class Entry:
    """A `mapEntry`.

    Attributes:
        key: the value that it maps.
        value: what it maps to.
        cased: whether the case of letters counts.
    """

    key: str
    value: float
    cased: bool


@dataclass(frozen=True)
class Mapping:
    """A `mapping`: what each value of a response gives.

    Attributes:
        lower: the least that a container gives.
        upper: the most that a container gives.
        default: for a value that no entry has.
        entries: the first one that has the value counts.
    """

    lower: float
    upper: float
    default: float
    entries: tuple[Entry, ...]

    def of(self, value: str) -> float:
        """What one value gives."""
        for entry in self.entries:
            if value == entry.key or (not entry.cased and value.lower() == entry.key.lower()):
                return entry.value
        return self.default

    def of_all(self, values: Sequence[str]) -> float:
        """What a container gives: each value counts once, and the bounds are for the sum."""
        return self.bounded(sum(self.of(value) for value in set(values)))

    def of_null(self) -> float:
        """What no response gives; players take the default, as JQTI+ does (`Mapping.java`)."""
        return self.bounded(self.default)

    def bounded(self, number: float) -> float:
        """A number within the bounds."""
        return min(max(number, self.lower), self.upper)


@dataclass(frozen=True)
class Declaration:
    """A `responseDeclaration`.

    Attributes:
        name: its identifier.
        several: whether a response is a container.
        base: the type of one value.
        correct: the correct response; NULL if there is none.
        mapping: the mapping, if it has one.
    """

    name: str
    several: bool
    base: str
    correct: Value
    mapping: Mapping | None


def declaration(element: ET.Element) -> Declaration:
    """Read a declaration."""
    cardinality, base = element.attrib["cardinality"], element.attrib["baseType"]
    if cardinality not in ("single", "multiple") or base not in ("identifier", "string"):
        raise RefusedError(f"a response of the cardinality {cardinality} and the type {base}")
    values = tuple(value.text or "" for value in element.findall("correctResponse/value"))
    if cardinality == "single" and len(values) > 1:
        raise RefusedError("a single response has several correct values")
    correct: Value = values if cardinality == "multiple" else next(iter(values), None)
    found = element.find("mapping")
    return Declaration(
        element.attrib["identifier"],
        cardinality == "multiple",
        base,
        correct or None,
        None if found is None else mapping(found, base),
    )


def mapping(element: ET.Element, base: str) -> Mapping:
    """Read a mapping.

    Whether case counts where `caseSensitive` is left out is open: the schema says that it does
    not, and players such as JQTI+ say that it does (`MapEntry.java`).
    """
    entries = []
    for entry in element.findall("mapEntry"):
        cased = entry.get("caseSensitive")
        if base == "string" and cased is None:
            raise RefusedError(f"the entry {entry.get('mapKey')} does not say whether case counts")
        entries.append(
            Entry(
                entry.attrib["mapKey"],
                float(entry.attrib["mappedValue"]),
                cased not in ("false", "0"),
            )
        )
    if not entries:
        raise RefusedError("a mapping has no entry")
    return Mapping(
        float(element.get("lowerBound", "-inf")),
        float(element.get("upperBound", "inf")),
        float(element.get("defaultValue", "0")),
        tuple(entries),
    )
