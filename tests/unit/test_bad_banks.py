"""A bank that is not as it must be gets one line: where, what was found, what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from reloaded.errors import BookError
from reloaded.quiz.bank import RETIRED, Bank
from tests.support.banks import GOOD, book_with

FIRST = "    - text: \"('hi', 1)\"\n"

EDITS = {
    "not YAML": ("kind: predict", "kind: [predict"),
    "a tab": ("  kind: predict", "\tkind: predict"),
    "not a list": ("- id: deleted-function\n  claim", "id: deleted-function\nclaim"),
    "a question that is a string": (
        "- id: deleted-function\n",
        "- deleted\n- id: deleted-function\n",
    ),
    "an unknown key": ("level: predict", "levle: predict"),
    "a key that is like no other": ("level: predict", "author: Ann\n  level: predict"),
    "a key given twice": ("level: predict", "level: predict\n  level: recall"),
    "a missing key": ("  level: predict\n", ""),
    "an empty text": ("level: predict", 'level: ""'),
    "an id with spaces": ("id: deleted-function", "id: deleted function"),
    "an id in capitals": ("id: deleted-function", "id: Deleted"),
    "an id given twice": ("id: the-call", "id: deleted-function"),
    "the id of a claim": ("id: the-call", "id: deleted-names-survive"),
    "a retired id": ("id: the-call", "id: gone-for-good"),
    "an unknown claim": ("claim: deleted-names-survive", "claim: deleted-name-survives"),
    "an unknown kind": ("kind: type", "kind: typed"),
    "an unknown level": ("level: recall", "level: easy"),
    "an unknown asks": ("level: predict", "level: predict\n  asks: exception"),
    "a range that is none": ("level: predict", "level: predict\n  py: new"),
    "a range without a Python": ("level: predict", 'level: predict\n  py: "<3.9"'),
    "options where answers belong": ("  answers:\n    - reload\n", "  options:\n    - reload\n"),
    "no misses": ("  misses:\n    - text: Reload\n      why: Names are case-sensitive.\n", ""),
    "a list that is a text": ("  answers:\n    - reload\n", "  answers: reload\n"),
    "an answer that is a mapping": ("    - reload\n", "    - text: reload\n"),
    "an option that is a string": (FIRST, "    - \"('hi', 1)\"\n    - text: b\n"),
    "an option without a why": ("      why: A reload deletes nothing.\n", ""),
    "a proof where an output decides": ("why: The new code was", "proof: x\n      why: It was"),
    "a folded block": ("prompt: |\n    You", "prompt: >\n    You"),
    "asks of statements": ("kind: choose", "kind: choose\n  asks: line"),
    "asks without an output": ("kind: type", "kind: type\n  asks: line"),
    "no hole": ("    ???\n", "    ('hi', 1)\n"),
    "two holes": ("NEW = 1", "NEW = ???"),
    "a hole in an output": ("    ???\n", "    (???, 1)\n"),
    "a predict question about code": (
        "greet.hello(), greet.NEW\n    ???",
        "greet.???(), greet.NEW\n    ('hi', 1)",
    ),
    "a heading in a prompt": ("You delete a function", "# You delete a function"),
    "a fence that is never closed": ('        return "hi"\n    ```\n', '        return "hi"\n'),
    "a fence that nothing checks": ('python title="greet.py"\n    def', "python\n    def"),
    "a missing snippet": ('    def hello():\n        return "hi"', '    --8<-- "gone/greet.py"'),
    "a proof without a verdict": ("is old\n        True", "is old\n        1"),
    "a proof that types nothing": (
        "        ```pycon\n        >>> reload(greet) is old\n        True\n        ```\n",
        "        It is.\n",
    ),
    "too few options": (
        (
            "    - text: \"AttributeError: module 'greet' has no attribute 'NEW'\"\n"
            "      why: The new code was executed.\n"
        ),
        "",
    ),
    "an option given twice": ("attribute 'NEW'\"", "attribute 'hello'\""),
    "an option about the others": (
        "After the reload, `NAME` is `greet.NAME`",
        "None of these is true",
    ),
    "an option that refers to an order": (
        "After the reload, `NAME` is `greet.NAME`",
        "As the first option, but with `NAME`",
    ),
    "a statement without code": ("`reload(greet)` returns `old`", "The module is the old one"),
    "a statement that its proof never shows": ("`reload(greet)` returns", "`reload(bar)` returns"),
    "a not without emphasis": ("A colleague keeps", "What does not change? A colleague keeps"),
    "a prompt that holds its answer": ("You delete", "It prints ('hi', 1). You delete"),
    "a hint that holds its answer": ("hint: Ask", "hint: \"Try ('hi', 1). Ask"),
}
"""By name: what is replaced in the good bank, and what by."""

WANTED = Path(__file__).with_name("bad_banks.txt")
"""By name, the line that each gets; `name | line: message`."""


def edited(name: str) -> str:
    """The good bank, with the first place of one edit changed."""
    old, new = EDITS[name]
    assert old in GOOD, f"the edit {name!r} changes nothing"
    text = GOOD.replace(old, new, 1)
    if name == "a hint that holds its answer":
        text = text.replace("new code runs in.", 'new code runs in."', 1)
    return text


def said(name: str, folder: Path) -> str:
    """What is said of the bank after an edit."""
    book = book_with(folder, edited(name))
    (book.quizzes / RETIRED).write_text("# gone\ngone-for-good\n")
    with pytest.raises(BookError) as caught:
        _ = Bank(book).questions
    return str(caught.value).removeprefix("quizzes/reload.yaml:")


def wanted() -> dict[str, str]:
    """What is to be said, by the name of the edit."""
    lines = WANTED.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" | ", 1) for line in lines)


@pytest.mark.parametrize("name", EDITS)
def test_each_fault_is_one_line_with_its_place(name: str, tmp_path: Path) -> None:
    """The message names file and line, and what to write."""
    message = said(name, tmp_path)

    assert wanted()[name] == message
    assert "\n" not in message


def test_every_message_that_is_wanted_has_its_fault() -> None:
    """No line of the list is left from a case that is gone."""
    assert set(EDITS) == set(wanted())


def test_the_good_bank_is_read(tmp_path: Path) -> None:
    """What every case starts from has no fault."""
    assert len(Bank(book_with(tmp_path, GOOD)).questions) == 3
