"""Front matter is what every builder reads alike, and anything else is told with its line."""

from __future__ import annotations

import pytest

from reloaded.errors import BookError
from reloaded.session.front_matter import check_front_matter

ALL = """\
---
title: Reload
description: What reload keeps
hide:
  - toc
search:
  boost: 2
speaks_of: the book
---

# Reload
"""

KEYS = "a page has title, description, speaks_of (strings), hide (a list), search (a mapping)"

METADATA = (
    "MkDocs takes this line for metadata, and shows it nowhere; begin the page with a heading, or"
    " put the line between two lines ---"
)

NO_YAML, MEND = "this front matter is not valid YAML", "; mend it, or delete it"

NO_MAPPING = "front matter must be a mapping, title: Reload; write one, or delete both lines ---"


@pytest.mark.parametrize(
    "page",
    [
        ALL,
        "# No front matter\n",
        "A sentence: no metadata.\n",
        "    indented: like code\n",
        "# A\n\ntitle: in the page\n",
        "---\ntitle: A\n---\n\n---\n",
        "---\ntitle: A\n---\n\n---",
    ],
)
def test_what_all_builders_read_alike_is_fine(page: str) -> None:
    """Every key of a page may stand there, each as what it is; and a page needs none."""
    check_front_matter(page.split("\n"), "docs/page.md")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("title: A\n", f"1: {METADATA}"),
        ("   my-title_2: A\n", f"1: {METADATA}"),
        (
            "---\ntitle: A\n",
            "1: this front matter is never closed; end it with ---, or delete this line",
        ),
        ("--- \ntitle: A\n---\n", "1: front matter stands between two lines ---; write one here"),
        ("---\ntitle: A\n---  \n", "3: front matter stands between two lines ---; write one here"),
        (
            "---\nhide: []\n---  \n\n---\n",
            "3: front matter stands between two lines ---; write one here",
        ),
        ("---\ntitle: A\n...\n", "3: front matter stands between two lines ---; write one here"),
        ("---\ntitle: A\n---", "3: MkDocs wants a newline behind this ---; add one"),
        (
            '---\nhide: []\n\nsearch: {}\ntitle: "a\u2028\n---\n',
            f"5: {NO_YAML}: found unexpected end of stream{MEND}",
        ),
        ("---\n---\n", f"2: {NO_MAPPING}"),
        ("---\n- a\n---\n", f"2: {NO_MAPPING}"),
        ("---\njust words\n---\n", f"2: {NO_MAPPING}"),
        (
            "---\ntitle: A\nhide: [toc\n---\n",
            f"3: {NO_YAML}: expected ',' or ']', but got '<stream end>'{MEND}",
        ),
        (
            "---\ntitle: A\n description: B\n---\n",
            f"3: {NO_YAML}: mapping values are not allowed here{MEND}",
        ),
        (
            "---\ntitle: A\nauthor: B\n---\n",
            f"3: a page has no key author; delete it or write another; {KEYS}",
        ),
        ("---\ntitle: A\n\ntitle: B\n---\n", f"4: title is given twice; {KEYS}"),
        ("---\ntitle: 3\n---\n", f"2: title holds something else; {KEYS}"),
        ("---\nhide: toc\n---\n", f"2: hide holds something else; {KEYS}"),
        ("---\nsearch: [boost]\n---\n", f"2: search holds something else; {KEYS}"),
    ],
)
def test_anything_else_is_told_with_its_line_and_a_cure(page: str, told: str) -> None:
    """One builder would show it as text, another would leave it out, and no test would run it."""
    with pytest.raises(BookError) as caught:
        check_front_matter(page.split("\n"), "docs/page.md")

    assert f"docs/page.md:{told}{', each once' if KEYS in told else ''}" == str(caught.value)


@pytest.mark.parametrize(
    ("value", "told"),
    [("2026-13-45", "month must be in 1..12"), ("a\x00b", "special characters are not allowed")],
)
def test_a_value_that_cannot_be_read_is_told_in_one_line(value: str, told: str) -> None:
    """A date with a thirteenth month is YAML for every builder, and a date for none."""
    with pytest.raises(BookError) as caught:
        check_front_matter(["---", f"title: {value}", "---", ""], "docs/page.md")

    message = str(caught.value)
    assert message.startswith("docs/page.md:2: this front matter can't be read: ")
    assert message.endswith("; mend it, or delete it")
    assert told in message
    assert "\n" not in message
