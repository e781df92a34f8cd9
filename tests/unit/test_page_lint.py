"""A line of prose that looks like a claim or a step is refused, whatever hides it."""

from __future__ import annotations

import pytest

from reloaded.errors import BookError
from reloaded.session.page_lint import refuse_control, refuse_hidden

COMMENT = "a browser ends the comment here, and nothing else does; write <!-- and -->, with a space"
FENCE = "this fence would not be run; write nothing but spaces before it, and no ` behind it"
NESTED = "a heading in a list or a quote is proved by nothing; put it in the first column"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("text <h2>A</h2>", "an <h2> in HTML hides a claim; write it as '## '"),
        ("<H2 id=a>", "an <h2> in HTML hides a claim; write it as '## '"),
        (" ## A", "put the heading in the first column"),
        ("\u200b# A", "put the heading in the first column"),
        ("- ## A", NESTED),
        ("> 1. # A", NESTED),
        ("> ```", FENCE),
        ("* ~~~ python", FENCE),
        ("1. ````", FENCE),
        (">>> 1", "nothing types this prompt; put it in a ```pycon fence"),
        ("- >>>", "nothing types this prompt; put it in a ```pycon fence"),
        ("  $ ls", "nothing types this command; put it in a ```console fence"),
        ("> $ ls", "nothing types this command; put it in a ```console fence"),
        ('--8<-- "a.py"', "an include is filled in inside of a fence alone; put it in one"),
        ("a <!--> b", f"{COMMENT} inside of each"),
        ("a --!> b", f"{COMMENT} inside of each"),
    ],
)
def test_what_only_a_reader_would_take_for_more_is_refused(line: str, told: str) -> None:
    """It is told with its line and what to write."""
    with pytest.raises(BookError) as caught:
        refuse_hidden(line, 7, "docs/page.md")

    assert f"docs/page.md:7: {told}" == str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        "Prose.",
        "`<h2>` and ``<!-->`` and `--8<--` are code",
        "<!-- <h2> -->",
        "<h2-like>",
        "#no-heading",
        "a - ## b",
        ">>>1",
        "$5 is a price",
        "a $ b",
    ],
)
def test_prose_is_prose(line: str) -> None:
    """Code in a sentence may show anything, and so may a comment on its line."""
    refuse_hidden(line, 7, "docs/page.md")


@pytest.mark.parametrize("character", ["\x01", "\x08", "\x0b", "\x0e", "\x1f", "\x7f", "\x9f"])
@pytest.mark.parametrize(("above", "line"), [("", 1), ("\n", 2), ("one\ntwo\n", 3)])
def test_a_character_that_no_reader_sees_is_refused(character: str, above: str, line: int) -> None:
    """The line is that of the first one."""
    with pytest.raises(BookError) as caught:
        refuse_control(f"{above}{character}three\n{character}", "docs/page.md")

    told = f"a control character, {character!r}, which no reader sees; delete it"
    assert f"docs/page.md:{line}: {told}" == str(caught.value)


def test_newlines_and_the_next_line_character_are_no_control_characters() -> None:
    """Markdown and HTML treat them as white space."""
    refuse_control("\t\n\x0c\r\x85", "docs/page.md")
