"""Expected output is exact, but for a traceback's frames, and for what a fence opts in to."""

from __future__ import annotations

import pytest

from reloaded.interpreters.gates import EVERYWHERE
from reloaded.session.compare import AROUND, LINES, WIDTH, difference
from reloaded.session.model import Prompt

TRACEBACK = """\
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "/demo/bar.py", line 2, in hello
    1 / 0
    ~~^~~
ZeroDivisionError: division by zero
"""

SHORT = """\
Traceback (most recent call last):
  ...
ZeroDivisionError: division by zero
"""

HEAD_AND_FRAMES = TRACEBACK.partition("\n")[0] + "\n", TRACEBACK.partition("\n")[2]

CHAINED = """\
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
KeyError: 'b'

During handling of the above exception, another exception occurred:

"""

GROUP = """\
  + Exception Group Traceback (most recent call last):
  |   File "<stdin>", line 1, in <module>
  | ExceptionGroup: both (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "<stdin>", line 3, in <module>
    |   File "/demo/bar.py", line 1, in bar
    | ValueError: 1
    +---------------- 2 ----------------
    | TypeError: 2
    +------------------------------------
"""

SHORT_GROUP = """\
  + Exception Group Traceback (most recent call last):
  |   ...
  | ExceptionGroup: both (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   ...
    | ValueError: 1
    +---------------- 2 ----------------
    | TypeError: 2
    +------------------------------------
"""


def agree(expected: str, printed: str, *, ellipsis: bool = False) -> bool:
    """Whether a page that says one thing holds when the other is printed."""
    return not difference(Prompt(1, EVERYWHERE, "f()", expected, ellipsis), printed)


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        ("2\n", "2\n"),
        ("", ""),
        ("a.b\n", "a.b\n"),
        ("...\n", "...\n"),
        (TRACEBACK, TRACEBACK),
        (SHORT, TRACEBACK),
        (SHORT.replace("  ...", "    ..."), TRACEBACK),
        ("before\n" + SHORT, "before\n" + TRACEBACK),
        (TRACEBACK.replace('  File "/demo/bar.py", line 2, in hello\n', "  ...\n"), TRACEBACK),
        (
            CHAINED.replace('File "<stdin>", line 1, in <module>', "...") + SHORT,
            CHAINED + TRACEBACK,
        ),
        (GROUP, GROUP),
        (SHORT_GROUP, GROUP),
    ],
)
def test_what_is_printed_as_expected_agrees(expected: str, printed: str) -> None:
    """The very text agrees, and so does a traceback whose frames are left out."""
    assert agree(expected, printed)


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        ("2\n", "2"),
        ("2\n", "2\n\n"),
        ("2\n", "2 \n"),
        ("2\n", " 2\n"),
        ("2\n", "\n2\n"),
        ("2\n", "3\n"),
        ("2\n", ""),
        ("", "2\n"),
        ("a\n", "A\n"),
        ("a.b\n", "axb\n"),
        ("é\n", "e\u0301\n"),
        ("a  b\n", "a b\n"),
        ("...\n", "anything\n"),
        ("a...c\n", "abc\n"),
        ("  ...\n", "  anything\n"),
        ("Traceback:\n  ...\nKeyError\n", "Traceback:\n  File\nKeyError\n"),
        (SHORT, SHORT.replace("  ...\n", "")),
        (SHORT, TRACEBACK + "more\n"),
        (SHORT, TRACEBACK.replace("ZeroDivisionError", "KeyError")),
        (SHORT, TRACEBACK.replace("by zero", "by nought")),
        (SHORT, TRACEBACK.replace("  File", "File")),
        (SHORT, CHAINED + TRACEBACK),
        (SHORT + "  ...\n", TRACEBACK + "  more\n"),
        (SHORT.replace("  ...\n", "  ...\n  ...\n"), TRACEBACK),
        (SHORT.replace("  ...\n", "KeyError\n  ...\n"), "KeyError\n".join(HEAD_AND_FRAMES)),
        ("Bad\n  ...\n", "Bad\n  File\n"),
        (" bad\n  ...\n", " bad\n  File\n"),
        (SHORT_GROUP, GROUP.replace("ValueError", "KeyError")),
        (SHORT_GROUP, GROUP.replace("ExceptionGroup:", "BaseExceptionGroup:")),
        (SHORT_GROUP, GROUP.replace("    | TypeError: 2\n", "")),
        (SHORT_GROUP, TRACEBACK),
    ],
)
def test_what_is_printed_otherwise_does_not(expected: str, printed: str) -> None:
    """A blank, a newline, a letter's case, a missing frame and a bare `...` are differences."""
    assert not agree(expected, printed)


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("<a at ...>\n", "<a at 0x7f>\n", True),
        ("<a at ...>\n", "<a at 0x7f>", False),
        ("<a at ...>\n", "<b at 0x7f>\n", False),
        ("...", "a\nb\n", True),
        ("a...c\n", "ac\n", True),
        ("a...\n...c\n", "a1\n2\n3c\n", True),
        ("a...b...c\n", "a c b\n", False),
        ("ab...bc\n", "abc\n", False),
        ("a.c...\n", "abc\n", False),
        ("a...b...b...c", "a------bb-c", True),
        ("a...b...b...c", "a1b2c", False),
        ("a...b...b...c", "a12bc", False),
        ("a...bb...bb...c", "abbbc", False),
        ("a...b...c", "a-c", False),
        ("...b...c", "bc", True),
        ("1234\n", f"{1234}\n", True),
        ("none\n", "nothing\n", False),
        ("none\n", "all\n", False),
        ("a...a" * 50, "a" * 100_000 + "b", False),
    ],
)
def test_an_ellipsis_stands_for_any_text_where_the_fence_says_so(
    expected: str, printed: str, *, same: bool
) -> None:
    """With match="ellipsis", `...` stands for any text, and the rest is as exact as ever."""
    assert same == agree(expected, printed, ellipsis=True)


def test_a_difference_shows_both_sides_and_a_diff() -> None:
    """Whoever reads a failure sees what the page says, what came out, and which lines differ."""
    expected = """\
Expected:
    one
    two
Got:
    one
    three
Diff (- the page, + the interpreter):
      one
    - two
    + three"""

    assert expected == difference(Prompt(1, EVERYWHERE, "f()", "one\ntwo\n"), "one\nthree\n")


@pytest.mark.parametrize(
    ("expected", "printed", "place", "page", "interpreter"),
    [
        ("a b\n", "a\xa0b\n", "line 1, column 2", '"a b"', '"a\\xa0b"'),
        ("a\n", "a \n", "line 1, column 2", '"a"', '"a "'),
        ("a\n", "a\r\n", "line 1, column 2", '"a"', '"a\\r"'),
        (
            "x\n" * LINES + "a\n",
            "x\n" * LINES + "b\n",
            f"line {LINES + 1}, column 1",
            '"a"',
            '"b"',
        ),
        ("x" * WIDTH + "x", "x" * WIDTH + "y", f"line 1, column {WIDTH + 1}", 'x"', 'y"'),
        ("x" * WIDTH + "xx", "x" * WIDTH + "xy", f"line 1, column {WIDTH + 2}", 'x"', 'y"'),
        ("λx\n", "λx \n", "line 1, column 3", '"λx"', '"λx "'),
        ("a\u200bb\n", "ab\n", "line 1, column 2", '"a\\u200bb"', '"ab"'),
        (
            "Traceback (most recent call last):\n  ...\nE: a b\n",
            'Traceback (most recent call last):\n  File "x", line 1\nE: a\xa0b\n',
            "line 3, column 5",
            '"E: a b"',
            '"E: a\\xa0b"',
        ),
        (
            "x\nTraceback (most recent call last):\n  ...\nE: a b\n",
            'x\nTraceback (most recent call last):\n  File "x", line 1\n    f()\nE: a\xa0b\n',
            "line 4, column 5",
            '"E: a b"',
            '"E: a\\xa0b"',
        ),
        ("A:\n  a b\n", "A:\n  a\xa0b\n", "line 2, column 4", '"  a b"', '"  a\\xa0b"'),
        ("Z:\n  a b\n", "Z:\n  a\xa0b\n", "line 2, column 4", '"  a b"', '"  a\\xa0b"'),
    ],
)
def test_a_difference_that_cannot_be_seen_is_located_and_escaped(
    expected: str, printed: str, place: str, page: str, interpreter: str
) -> None:
    """White space, what takes no place, and what lies beyond what is shown."""
    *_, where, here, there = difference(Prompt(1, EVERYWHERE, "f()", expected), printed).split("\n")
    assert f"First difference: {place} of the output." == where
    assert here.endswith(page)
    assert there.endswith(interpreter)


def test_so_much_is_shown_around_a_difference() -> None:
    """In a long line, a person would look for it in vain."""
    before, behind = "0123456789" * 10, "9876543210" * 10

    *_, here, there = difference(
        Prompt(1, EVERYWHERE, "f()", f"{before} {behind}"), f"{before}\xa0{behind}"
    ).split("\n")

    assert here.endswith(f' "{before[-AROUND:]} {behind[: AROUND - 1]}"')
    assert there.endswith(f' "{before[-AROUND:]}\\xa0{behind[: AROUND - 1]}"')


def test_a_difference_that_can_be_seen_is_not_located() -> None:
    """The diff is enough."""
    assert "First difference" not in difference(Prompt(1, EVERYWHERE, "f()", "3\n"), "4\n")


def test_nothing_is_shown_as_nothing() -> None:
    """Where one side is empty, the message says so."""
    assert "Got:\n    (nothing)\n" in difference(Prompt(1, EVERYWHERE, "f()", "2\n"), "")
    assert "Expected:\n    (nothing)\n" in difference(Prompt(1, EVERYWHERE, "f()", ""), "2\n")


def got(printed: str) -> list[str]:
    """The lines that are shown of what was printed."""
    shown = difference(Prompt(1, EVERYWHERE, "f()", "y\n"), printed)
    lines = shown.partition("Got:\n")[2].partition("\nDiff (")[0].split("\n")
    return [line.removeprefix("    ") for line in lines]


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["x"] * LINES, ["x"] * LINES),
        (["x"] * (LINES + 1), [*["x"] * LINES, "[…]"]),
        (["x" * (WIDTH - 1)] * (LINES - 1), ["x" * (WIDTH - 1)] * (LINES - 1)),
        (["x" * WIDTH], ["x" * WIDTH]),
        (["x" * (WIDTH + 1), "y"], ["x" * WIDTH + " […]", "y"]),
        (["x" * WIDTH * LINES * 2], ["x" * WIDTH + " […]", "[…]"]),
    ],
)
def test_a_person_is_shown_so_many_lines_and_so_much_of_each(
    lines: list[str], shown: list[str]
) -> None:
    """What fits is shown whole; a mark stands for the rest of a line, and for further lines."""
    assert shown == got("\n".join(lines))


@pytest.mark.parametrize("printed", ["x" * 10_000_000, "x\n" * 5_000_000])
def test_a_long_output_is_shown_in_part(printed: str) -> None:
    """A message is as long as a person would read, however much was printed, and marks the cut."""
    shown = difference(Prompt(1, EVERYWHERE, "f()", "y\n"), printed)

    assert "[…]" in shown
    assert len(shown) < 3 * LINES * WIDTH


def test_a_line_that_only_one_side_has_is_located_in_a_long_text() -> None:
    """The shorter text has nothing at that place."""
    page = "\n".join(["a"] * 300)

    shown = difference(Prompt(1, EVERYWHERE, "f()", page), f"{page}\nb").split("\n")

    assert [
        "First difference: line 301, column 1 of the output.",
        '    the page has        ""',
        '    the interpreter has "b"',
    ] == shown[-3:]
