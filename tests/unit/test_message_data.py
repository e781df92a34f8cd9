"""What is wrong with the data on error messages is told with its file, its line and the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from reloaded.ask.messages import messages_of
from reloaded.ask.patterns import fault_in
from reloaded.book import Book
from reloaded.errors import BookError

PAGE = "# Page\n\n## A claim { #known }\n\n```pycon\n>>> 1\n1\n```\n"

MESSAGE = """\
[[message]]
id = "gone"
text = "KeyError: '{name}'"
pattern = "^KeyError: '([^']*)'$"
exception = "KeyError"
meaning = "The dict has no such key."
python = ">=3.8"
pypy = true
claim = "known"
source = "Objects/dictobject.c"
causes = ["typo"]
trigger.files."main.py" = "{}['x']"
trigger.run = ["main.py"]
"""

CAUSE = """\
[typo]
what = "The key is misspelled."
tell = "A key much like it is there."
remedy = "Correct it."
claim = "known"
when.message = "KeyError"
when.fact = "some-fact"
"""


def book(folder: Path, message: str = MESSAGE, cause: str = CAUSE) -> Book:
    """A book of one page, with the files of messages given."""
    for name, text in {
        "docs/page.md": PAGE,
        "docs/messages/keys.toml": message,
        "docs/messages/causes.toml": cause,
    }.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Book(folder)


def test_a_message_is_read_with_its_causes_and_its_trigger(tmp_path: Path) -> None:
    """What the files say is what the values hold."""
    (message,) = messages_of(book(tmp_path))

    assert ("gone", "docs/messages/keys.toml", 1) == (message.id, message.path, message.line)
    assert ("typo", "KeyError", "", "some-fact") == (
        message.causes[0].name,
        message.causes[0].message,
        message.causes[0].frames,
        message.causes[0].fact,
    )
    assert message.trigger is not None
    assert {"main.py": b"{}['x']"} == message.trigger.files
    assert ["3.11", "3.12", "3.13", "3.14", "3.15", "PyPy"] == message.printers


def test_a_file_of_a_trigger_can_hold_bytes(tmp_path: Path) -> None:
    """TOML has none, so they are written as hexadecimal digits."""
    text = MESSAGE.replace("\"{}['x']\"", '{ hex = "00 ff" }')
    (message,) = messages_of(book(tmp_path, text))
    assert message.trigger is not None
    assert {"main.py": b"\x00\xff"} == message.trigger.files


def test_a_program_may_hold_what_looks_like_a_table(tmp_path: Path) -> None:
    """The lines of later tables are still right."""
    text = MESSAGE.replace("\"{}['x']\"", "'''\n[project]\nx\n'''") + "\n"
    second = MESSAGE.replace('"gone"', '"other"')
    assert [1, 18] == [one.line for one in messages_of(book(tmp_path, text + second))]


FAULTS = {
    "not TOML": (('id = "gone"', "id = gone"), 2, "not TOML: Invalid value"),
    "no id": (('id = "gone"\n', ""), 1, "has no id; write id = …"),
    "an id twice": (
        (MESSAGE, MESSAGE + MESSAGE),
        15,
        "is already that of docs/messages/keys.toml:1",
    ),
    "another table": (("[[message]]", "[[massage]]"), 1, "no table [massage] belongs here"),
    "an unknown key": (("pypy =", "pipi ="), 8, "message takes no pipi; correct or delete it"),
    "an unknown key of a trigger": (("trigger.run", "trigger.ran"), 13, "takes no ran"),
    "no string": (('meaning = "The dict has no such key."', "meaning = 3"), 6, "must be a string"),
    "no list": (('["typo"]', '"typo"'), 11, "causes must be a list of strings"),
    "no truth value": (("pypy = true", 'pypy = "yes"'), 8, "pypy must be true or false"),
    "no table": (('trigger.run = ["main.py"]', 'trigger.environment = "x"'), 13, "must be a table"),
    "no causes": (('["typo"]', "[]"), 11, "has no causes; name one at least"),
    "an unknown cause": (('["typo"]', '["type"]'), 11, 'causes.toml has no cause "type"'),
    "an unknown claim": (('claim = "known"', 'claim = "unknown"'), 9, "the book has no claim #unk"),
    "no regular expression": (("([^']*)'$", "([^']*'$"), 4, "missing ), unterminated subpattern"),
    "no range": (('">=3.8"', '"3.8+"'), 7, 'python = "3.8+" is no range; write one such as'),
    "another exception": (('"KeyError"', '"IndexError"'), 3, 'text must begin with "IndexError: "'),
    "nothing to run": (('["main.py"]', "[]"), 12, "its trigger runs nothing; write trigger.run"),
    "odd bytes": (("\"{}['x']\"", '{ hex = "0" }'), 12, "must be a string, or bytes as"),
    "a reason and a trigger": (("pypy = true", 'unprinted = "old"'), 8, "needs a trigger, or a re"),
    "an example of what is printed": (
        ("pypy = true", "example = \"KeyError: ''\""),
        8,
        "else none",
    ),
    "another example": (
        ("pypy = true", 'waits_for_packages = ["tea"]\nexample = "x"'),
        4,
        "its pattern doesn't match its example",
    ),
    "printed nowhere": (
        ('python = ">=3.8"\npypy = true', 'python = "<3.9"'),
        7,
        "no Python of the book's prints it: say why in unprinted",
    ),
}


@pytest.mark.parametrize(("change", "line", "words"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_message_is_told_with_its_line(
    change: tuple[str, str], line: int, words: str, tmp_path: Path
) -> None:
    """The data is refused, and one sees where to mend it."""
    with pytest.raises(BookError) as caught:
        messages_of(book(tmp_path, MESSAGE.replace(*change)))
    assert ("docs/messages/keys.toml", line) == (caught.value.path, caught.value.line)
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (('remedy = "Correct it."\n', ""), 1, "has no remedy"),
        (('claim = "known"', 'claim = "unknown"'), 5, "the book has no claim #unknown"),
        (('"KeyError"', '"(?i)keyerror"'), 6, "message: (?i) is a flag"),
        (("when.fact", "when.fakt"), 7, "typo.when takes no fakt"),
        (("[typo]", "[typos]"), None, 'has no cause "typo"'),
        ((CAUSE, CAUSE + CAUSE.replace("typo", "unused")), 8, "no message has the cause unused"),
    ],
)
def test_a_faulty_cause_is_told_with_its_line(
    change: tuple[str, str], line: int | None, words: str, tmp_path: Path
) -> None:
    """As a faulty message is; a missing cause is told where it is asked for."""
    with pytest.raises(BookError) as caught:
        messages_of(book(tmp_path, cause=CAUSE.replace(*change)))
    place = ("docs/messages/causes.toml", line) if line else ("docs/messages/keys.toml", 11)
    assert place == (caught.value.path, caught.value.line)
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?P<name>a)", "a group with a name; number it"),
        ("(?i:a)", "a flag"),
        ("(?#why)a", "a comment"),
        ("(?>a)", "an atomic group"),
        ("(a)?(?(1)b)", "a condition"),
        ("a++", "a possessive repeat"),
        (r"a\Z", "an anchor or escape that JavaScript lacks"),
        ("[]a]", "a set that begins with a bracket"),
        ("(", "it is no regular expression"),
        ("(a+)+$", "in one of its repeats stands another"),
        (r"(?:\w+\s?)*x", "in one of its repeats stands another"),
        ("(a|b+)+c", "in one of its repeats stands another"),
    ],
)
def test_a_pattern_that_differs_or_may_not_end_is_refused(pattern: str, words: str) -> None:
    """JavaScript would read it otherwise, or a page would stand still."""
    assert words in fault_in(pattern)


@pytest.mark.parametrize("pattern", [r"^(?:[\w.]+\.)?KeyError: (.*)$", r"(?:\w+\.)*x", r"a\\Z"])
def test_a_harmless_pattern_passes(pattern: str) -> None:
    """A repeat in a repeat is harmless where a fixed character parts the rounds."""
    assert "" == fault_in(pattern)
