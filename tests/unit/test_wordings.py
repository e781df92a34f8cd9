"""How people ask for a claim, and its answer in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.session.chapter import parse_chapter
from reloaded.session.model import Chapter, Wording
from tests.support.small_book import CONFIG

SESSION = "```pycon\n>>> 1 + 1\n2\n```\n"


def page(*claims: str) -> str:
    """A page of some claims, each with a section of its own."""
    sections = (
        f"## Claim {n} {{ #claim-{n} }}\n\n{above}\n\n{SESSION}" for n, above in enumerate(claims)
    )
    return "# Page\n\n" + "\n".join(sections)


def parse(text: str) -> Chapter:
    """Parse a page that embeds nothing."""
    return parse_chapter(text, Path("snippets"), "docs/page.md")


def test_a_claim_has_wordings_and_an_answer() -> None:
    """The answer may go on for a line; the fence does nothing in the session."""
    plain = parse(page("")).sessions[0]
    above = "**In short:** It is\n`2`.\n\n```asked\nwhat is 1 + 1\nsum wrong | when it is 3\n```"
    (session,) = parse(page(above)).sessions
    assert "It is `2`." == session.in_short
    assert (Wording(9, "what is 1 + 1"), Wording(10, "sum wrong", "when it is 3")) == session.asked
    assert plain.digest == session.digest
    assert ("", ()) == (plain.in_short, plain.asked)


def test_an_answer_stands_right_below_its_heading() -> None:
    """Anywhere else it is a sentence like others."""
    assert "" == parse(page("First this.\n\n**In short:** It is 2.")).sessions[0].in_short


@pytest.mark.parametrize(
    ("above", "message"),
    [
        ("```asked\n```", "docs/page.md:5: nobody asks anything here; write a wording a line"),
        ("```asked\n!\n```", "docs/page.md:6: a wording is a few words, such as: my change"),
        ("```asked\n two  words\n```", "docs/page.md:6: a wording is a few words, such as"),
        (f"```asked\n{'ab ' * 34}ab\n```", "docs/page.md:6: 104 characters; people type less"),
        ("```asked\nsum\nSum\n```", "docs/page.md:7: docs/page.md:6 has this wording too"),
        ("**in short**: It is 2.", "docs/page.md:5: begin the claim's answer with **In short:**"),
        ("```asked because\nsum\n```", "docs/page.md:5: "),
    ],
)
def test_what_is_none_is_refused(above: str, message: str) -> None:
    """With its line, and what to write."""
    with pytest.raises(BookError) as raised:
        parse(page(above))
    assert str(raised.value).startswith(message)


def test_a_wording_belongs_to_a_claim() -> None:
    """Elsewhere it would lead nowhere."""
    with pytest.raises(BookError, match="before the first claim"):
        parse("# Page\n\n```asked\nsum\n```\n")


def test_two_claims_may_share_a_wording_that_says_how_to_choose() -> None:
    """Each of them says it."""
    one, other = "```asked\nsum | when it is 2\n```", "```asked\nSum | when it is 3\n```"
    assert parse(page(one, other))
    for pair in ((one, "```asked\nsum\n```"), ("```asked\nsum\n```", one)):
        with pytest.raises(BookError, match="what tells the claims apart: "):
            parse(page(*pair))


def test_wordings_are_unique_in_a_book(tmp_path: Path) -> None:
    """Two pages that are each right alone."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "docs").mkdir()
    for name in ("one", "two"):
        text = page("```asked\nsum\n```").replace("claim-0", f"claim-{name}")
        (tmp_path / "docs" / f"{name}.md").write_text(text)
    with pytest.raises(BookError, match=r"docs/two.md:6: docs/one.md:6 has this wording too"):
        Book(tmp_path).chapters()
