"""Reads GIFT as Moodle's importer does: question/format/gift/format.php.

The format is described at https://docs.moodle.org/en/GIFT_format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tests.support.evaluators.asked import Asked, RefusedError, shown
from tests.support.evaluators.moodle import WHITE, Answer, multichoice, shortanswer

ESCAPED = {":": "058", "#": "035", "=": "061", "{": "123", "}": "125", "~": "126", "n": "010"}
"""What may stand behind a backslash, and the number that stands for it meanwhile."""

WEIGHT = re.compile(r"%-*([0-9]{1,2})\.?([0-9]*)%")
FORMATS = ("moodle", "html", "plain", "markdown")


def read(data: bytes) -> list[Asked]:
    """The questions of a file: what stands between empty lines (`readquestions`)."""
    found: list[Asked] = []
    block: list[str] = []
    for line in [*data.decode("utf-8").removeprefix("\ufeff").split("\n"), ""]:
        kept = line.strip(WHITE)
        if kept not in ("", "0"):  # PHP's `empty` takes the digit for nothing
            block.append(kept)
        elif block:
            found += question(block)
            block = []
    return found


def question(lines: Sequence[str]) -> Iterator[Asked]:
    """One question, or nothing for comments and categories (`readquestion`)."""
    text = "\n".join(" " if line.startswith("//") else line for line in lines).strip(WHITE)
    text = hidden(text)
    if not text or text.startswith("$CATEGORY:"):
        return
    name, text = named(text)
    start, end = text.find("{"), text.find("}")
    if start < 0 or end < start:
        raise RefusedError(f"{name} has no braces, or one of them alone: {text[:60]}")
    answers = text[start + 1 : end].strip(WHITE).rpartition("####")
    answer_block = answers[0].strip(WHITE) if answers[1] else answers[2]
    stem = text[:start] + ("" if text.endswith("}") else "_____") + text[end + 1 :]
    form, _ = formatted(stem, "moodle")
    if answer_block.startswith("#") or not answer_block:
        raise RefusedError(f"{name} is read as a numerical question or as an essay")
    if "~" in answer_block:
        single = "=" in answer_block
        yield multichoice(
            name, [weighed(answer, form) for answer in offered(answer_block)], single=single
        )
    elif "=" in answer_block and "->" in answer_block:
        raise RefusedError(f"{name} is read as a matching question, because of ->")
    elif answer_block.partition("#")[0].strip(WHITE) in ("T", "TRUE", "F", "FALSE"):
        raise RefusedError(f"{name} is read as a true-false question")
    else:
        accepted = [typed(answer, form) for answer in split(answer_block, "=")]
        yield shortanswer(name, accepted, usecase=False)  # `defaultquestion` says so


def named(text: str) -> tuple[str, str]:
    """The name between two pairs of colons, and the rest."""
    if not text.startswith("::") or "::" not in text[2:]:
        raise RefusedError(f"a question has no name: {text[:60]}")
    name, _, rest = text[2:].partition("::")
    return restored(name).strip(WHITE), rest.strip(WHITE)


def offered(answer_block: str) -> list[str]:
    """The answers that can be chosen: each begins with a tilde or an equals sign."""
    return split(answer_block.replace("=", "~="), "~")


def split(answer_block: str, mark: str) -> list[str]:
    """The parts behind each mark; what is empty before the first one is none."""
    parts = [part.strip(WHITE) for part in answer_block.split(mark)]
    if parts[0] in ("", "0"):
        parts = parts[1:]
    if "" in parts:
        raise RefusedError(f"an answer is empty: {answer_block[:60]}")
    return parts


def weighed(part: str, form: str) -> Answer:
    """An answer that can be chosen: = is everything, %…% says how much, else it is nothing."""
    if part.startswith("="):
        fraction, rest = 1.0, part[1:]
    elif WEIGHT.match(part):
        fraction, rest = weight(part)
    else:
        fraction, rest = 0.0, part
    form, text = formatted(rest.partition("#")[0], form)
    if not text:
        raise RefusedError(f"an answer is empty: {part[:60]}")
    if form == "markdown":
        raise RefusedError(f"Markdown is not evaluated here: {text[:60]}")
    return Answer(text if form == "plain" else shown(text), fraction)


def typed(part: str, form: str) -> Answer:
    """An answer that is typed: it gives everything unless %…% says how much."""
    fraction, rest = weight(part) if WEIGHT.match(part) else (1.0, part)
    _, text = formatted(rest.partition("#")[0], form)
    return Answer(text, fraction)


def weight(part: str) -> tuple[float, str]:
    """The number between two percent signs as a fraction, and the rest."""
    number, _, rest = part[1:].partition("%")
    return float(number) / 100, rest


def formatted(text: str, form: str) -> tuple[str, str]:
    """The format that is named in brackets, or the given one, and the text with its escapes."""
    text = text.strip(WHITE)
    name, closed, rest = text[1:].partition("]")
    if text.startswith("[") and closed and name in FORMATS:
        form, text = name, rest
    return form, restored(text).strip(WHITE)


def hidden(text: str) -> str:
    """The escaped characters as numbers, so that they separate nothing (`escapedchar_pre`)."""
    text = text.replace("\\\\", "&&092;")
    for character, number in ESCAPED.items():
        text = text.replace(f"\\{character}", f"&&{number};")
    return text.replace("&&092;", "\\")


def restored(text: str) -> str:
    """The numbers as the characters again (`escapedchar_post`)."""
    for character, number in ESCAPED.items():
        text = text.replace(f"&&{number};", "\n" if character == "n" else character)
    return text
