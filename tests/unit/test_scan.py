"""A page is headings and fences, each with the number of its line."""

from __future__ import annotations

import pytest

from reloaded.errors import BookError
from reloaded.session.scan import scan

LINES = ["---", "title: A", "---", "# A chapter"]


def test_front_matter_stands_at_the_top_of_a_file() -> None:
    """It is passed over; in a part of a file the same lines are a heading with an underline."""
    assert [4] == [block.line for block in scan(LINES, "page.md")]

    assert [7] == [block.line for block in scan(LINES[3:], "page.md", 7)]
    with pytest.raises(BookError, match=r"^page\.md:9: this underline makes the line above it a"):
        list(scan(LINES, "page.md", 7))


def test_a_long_page_has_an_end() -> None:
    """Its lines are counted by equality: CPython has one object for each number up to 256 only."""
    assert [400] == [block.line for block in scan([""] * 399 + LINES[3:], "page.md")]


def test_lines_below_a_fence_and_a_comment_are_read_in_a_part_of_a_file() -> None:
    """Both end where they end in the file, and nothing behind them is passed over."""
    comment = ["<!--", "$ ls -->"]  # in prose, the command is refused
    longer = ["<!-- a", "b", "c", "$ ls -->"]
    lines = ["```text", "a", "```", *comment, LINES[3], *longer, LINES[3]]

    assert [2, 7, 12] == [block.line for block in scan(lines, "page.md", 2)]
