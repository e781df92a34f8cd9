"""Reads Moodle XML as Moodle's importer does: question/format/xml/format.php.

The format is described at https://docs.moodle.org/en/Moodle_XML_format.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from tests.support.evaluators.asked import Asked, RefusedError, shown
from tests.support.evaluators.moodle import WHITE, Answer, multichoice, shortanswer


def read(data: bytes) -> list[Asked]:
    """The questions of a file; its categories are no questions."""
    root = ET.fromstring(data)
    if root.tag != "quiz":
        raise RefusedError(f"the file is a <{root.tag}>, and should be a <quiz>")
    return [asked for element in root.iter("question") for asked in question(element)]


def question(element: ET.Element) -> Iterator[Asked]:
    """One question, or nothing for a category."""
    kind = element.get("type")
    if kind == "category":
        return
    name = text(element.find("name"))
    if not name:
        raise RefusedError("a question has no name")
    if kind == "multichoice":
        single = truth(element.findtext("single", "true"))
        yield multichoice(name, [answer(part) for part in element.findall("answer")], single=single)
    elif kind == "shortanswer":
        usecase = element.findtext("usecase", "0").strip(WHITE)
        if usecase not in ("0", "1"):
            raise RefusedError(f"{name}: <usecase> is {usecase!r}, and the column is a number")
        typed = [
            Answer(text(part), float(part.get("fraction", "0")) / 100)
            for part in element.findall("answer")
        ]
        yield shortanswer(name, typed, usecase=usecase == "1")
    else:
        raise RefusedError(f"{name} is a question of the type {kind}")


def answer(element: ET.Element) -> Answer:
    """An answer that can be chosen; a missing fraction is 0, as in `import_answer`."""
    written = text(element)
    plain = element.get("format") == "plain_text"
    fraction = float(element.get("fraction", "0")) / 100
    return Answer(written if plain else shown(written), fraction)


def text(element: ET.Element | None) -> str:
    """The trimmed content of `<text>`, as `getpath` returns it."""
    return "" if element is None else element.findtext("text", "").strip(WHITE)


def truth(written: str) -> bool:
    """A setting, as `trans_single` reads it: empty, 0 and false are no, all else is yes."""
    return written.strip(WHITE) not in ("", "0", "false")
