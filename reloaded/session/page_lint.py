"""Refuses what looks like a claim or a step to a reader, and like prose to the tests."""

from __future__ import annotations

import re

from reloaded.errors import BookError

ODD = r"\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""White space of any kind, and characters that take no place: a reader sees neither."""

MARKS = rf"(?:[-*+:]|\d+[.)])[{ODD}]+"
"""What begins an item of a list."""

RAW_HEADING = re.compile(r"<h2(?![\w-])", re.IGNORECASE)
INDENTED_HEADING = re.compile(rf"^[{ODD}]+#{{1,6}}[{ODD}]")
NESTED_HEADING = re.compile(rf"^[{ODD}]*(?:(?:>|[-*+:]|\d+[.)])[{ODD}]*)+#{{1,6}}[{ODD}]+\S")
HIDDEN_FENCE = re.compile(rf"^[{ODD}>]*(?:{MARKS})*(?:`{{3,}}|~{{3,}})")
STRAY_PROMPT = re.compile(rf"^[{ODD}]*(?:{MARKS})*>>>([{ODD}]|$)")
STRAY_COMMAND = re.compile(rf"^[{ODD}>]*(?:{MARKS})*\$[{ODD}]+\S")
STRAY_INCLUDE = re.compile(r"-+8<-+")
CODE_OR_COMMENT = re.compile(r"(`+).*?\1|<!--.*?-->")
"""What ends on its line and may hold anything: code in a sentence, and a short comment."""

ODD_COMMENT = re.compile(r"<!---?>|--!>")
"""Where a browser ends a comment, and neither Markdown nor a test does (HTML, 13.2.5.43 to 52)."""

CODE = re.compile(r"(`+).*?\1")

CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Characters that no reader sees: Markdown deletes two of them, and HTML has no place for any."""


def refuse_control(text: str, path: str) -> None:
    """Refuse a control character: the tests would read it, and a reader would not."""
    if found := CONTROL.search(text):
        fault = f"a control character, {found[0]!r}, which no reader sees; delete it"
        raise BookError(fault, path, text.count("\n", 0, found.start()) + 1)


def refuse_odd_comment(line: str, number: int, path: str) -> None:
    """Refuse a comment that ends at different places for a browser and for the tests.

    Args:
        line: without its newline.
        number: of the line in the page, counted from 1.
        path: names the page in errors.

    Raises:
        BookError: the line holds `<!-->`, `<!--->` or `--!>` outside of code.
    """
    if ODD_COMMENT.search(CODE.sub("", line)):
        fault = "a browser ends the comment here, and nothing else does; write <!-- and -->, with"
        raise BookError(f"{fault} a space inside of each", path, number)


def refuse_hidden(line: str, number: int, path: str) -> None:
    """Refuse a line of prose that a reader would take for more.

    Args:
        line: without its newline; outside of fences and front matter.
        number: of the line in the page, counted from 1.
        path: names the page in errors.

    Raises:
        BookError: the line shows a heading, fence, prompt, command or include that the tests don't
            read as one.
    """
    refuse_odd_comment(line, number, path)
    for found, message in (
        (
            RAW_HEADING.search(CODE_OR_COMMENT.sub("", line)),
            "an <h2> in HTML hides a claim; write it as '## '",
        ),
        (INDENTED_HEADING.match(line), "put the heading in the first column"),
        (
            NESTED_HEADING.match(line),
            "a heading in a list or a quote is proved by nothing; put it in the first column",
        ),
        (
            HIDDEN_FENCE.match(line),
            "this fence would not be run; write nothing but spaces before it, and no ` behind it",
        ),
        (STRAY_PROMPT.match(line), "nothing types this prompt; put it in a ```pycon fence"),
        (STRAY_COMMAND.match(line), "nothing types this command; put it in a ```console fence"),
        (
            STRAY_INCLUDE.search(CODE_OR_COMMENT.sub("", line)),
            "an include is filled in inside of a fence alone; put it in one",
        ),
    ):
        if found:
            raise BookError(message, path, number)
