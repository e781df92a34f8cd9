"""What a page may hold that is not a step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reloaded.errors import BookError
from reloaded.session.chapter import parse_chapter, read_text
from reloaded.session.model import (
    Chapter,
    Command,
    Compared,
    DeleteFile,
    Prompt,
    SaveFile,
    Step,
    Tree,
)
from tests.support.sessions import NOWHERE, session_of

ADDS = "```pycon\n>>> 1 + 1\n2\n```\n"
CLAIM = "## A claim { #a-claim }\n\n"


def chapter_of(text: str) -> Chapter:
    """A page, parsed."""
    return parse_chapter(text, NOWHERE, "docs/page.md")


def steps_of(markdown: str) -> tuple[Step, ...]:
    """The steps of a claim that has them before a statement."""
    return session_of(f"{markdown}\n{ADDS}").steps[:-1]


def test_a_page_of_no_bytes_claims_nothing(tmp_path: Path) -> None:
    """An empty page is a page without claims."""
    (tmp_path / "page.md").touch()

    chapter = parse_chapter(
        read_text(tmp_path / "page.md", "docs/page.md"), tmp_path, "docs/page.md"
    )

    assert Chapter("docs/page.md", "", (), (), frozenset()) == chapter


@pytest.mark.parametrize(
    "inserted",
    [
        "---\ntitle: '## Not a claim'\n---\n",
        "<!-- a comment on one line -->\n",
        "<!-- a comment\nof two lines -->\n",
        "In prose, `<h2>` and `<!--` are code.\n",
        "| a | b |\n|---|---|\n",
        "A rule below a blank line:\n\n---\n",
        "### A part of a claim\n",
        "Prose with ```code``` in it.\n",
        "\x0c\u2028\x85\n",
    ],
)
def test_prose_is_left_alone(inserted: str) -> None:
    """What is neither claim nor fence may hold what looks like one, and moves no line numbers."""
    chapter = chapter_of(f"{inserted}# A chapter\n\n## A claim {{ #a-claim }}\n\n{ADDS}")

    assert "A chapter" == chapter.title
    assert [6 + inserted.count("\n")] == [step.line for step in chapter.sessions[0].steps]


def test_only_a_page_has_front_matter(tmp_path: Path) -> None:
    """A file of the bank is YAML from its first line."""
    (tmp_path / "page.md").write_text("title: A\n", encoding="utf-8")
    (tmp_path / "bank.yaml").write_text("title: A\n", encoding="utf-8")

    assert "title: A\n" == read_text(tmp_path / "bank.yaml", "bank.yaml")
    with pytest.raises(BookError, match=r"^page\.md:1: MkDocs takes this line for metadata"):
        read_text(tmp_path / "page.md", "page.md")


@pytest.mark.parametrize("first", ["A sentence.", "- an item", "", "----", "Title"])
def test_only_three_hyphens_on_top_begin_front_matter(first: str) -> None:
    """A rule further down ends nothing where nothing was begun: the claim above it is read."""
    chapter = chapter_of(f"{first}\n\n## A claim {{ #a-claim }}\n\n{ADDS}\n---\n\nThe end.")

    assert ["a-claim"] == [session.id for session in chapter.sessions]


@pytest.mark.parametrize(
    ("classes", "cpython_only"), [("", False), (".cpython", True)], ids=["every", "CPython"]
)
def test_a_claim_may_be_about_cpython_only(classes: str, *, cpython_only: bool) -> None:
    """The class of its heading says so, beside its id."""
    (session,) = chapter_of(f"## A claim {{ #a-claim {classes} }}\n\n{ADDS}").sessions

    assert cpython_only == session.cpython_only


def test_prose_may_stand_above_a_claim() -> None:
    """A fence belongs to the heading above it, whatever the sections before it were."""
    text = f"## Before {{ .prose }}\n\n## A claim {{ #a-claim }}\n\n{ADDS}"

    assert ["a-claim"] == [session.id for session in chapter_of(text).sessions]


@pytest.mark.parametrize(
    ("heading", "claim"),
    [
        ("## A claim { #a-claim }", "A claim"),
        ("## A claim {#a-claim}", "A claim"),
        ("## A claim {: #a-claim }", "A claim"),
        ("## A claim ## { #a-claim }  ", "A claim"),
        ("## `reload` keeps **names** { #a-claim }", "`reload` keeps **names**"),
        ("## A `{}` is a dict, {x} a set { #a-claim }", "A `{}` is a dict, {x} a set"),
    ],
)
def test_a_claim_is_its_heading(heading: str, claim: str) -> None:
    """A claim's heading is Markdown, without its marks and its id."""
    (session,) = chapter_of(f"{heading}\n\n{ADDS}").sessions

    assert ("a-claim", claim) == (session.id, session.claim)


def test_a_fence_may_hold_what_looks_like_a_page() -> None:
    """Headings, fences and comments inside a fence are its text."""
    text = "## No claim\n\n```pycon\n>>> 1\n```\n\n<!--\n"
    (step,) = steps_of(f'````python title="page.py"\n{text}````\n')

    assert isinstance(step, SaveFile)
    assert text == step.text


@pytest.mark.parametrize("marks", ["~~~", "````", "~~~~~"])
def test_any_fence_is_a_fence(marks: str) -> None:
    """Tildes and more backticks are fences, too; blanks after the closing ones do no harm."""
    (step,) = steps_of(f'{marks}python title="bar.py"\nx = 1\n{marks}  \n')

    assert isinstance(step, SaveFile)
    assert "x = 1\n" == step.text


def test_a_fence_in_a_list_is_a_step() -> None:
    """A fence below a list item, as deep as its text, is a step without that indentation."""
    (step,) = steps_of(
        '- Save it:\n\n    ```python title="bar.py"\n    if x:\n        y\n    ```\n'
    )

    assert isinstance(step, SaveFile)
    assert "if x:\n    y\n" == step.text


GATED = {
    "file": ('python title="bar.py"', "x = 1\n", SaveFile),
    "pycon": ("pycon", ">>> 1\n1\n", Prompt),
    "console": ("console", "$ ls\na.py\n", Command),
    "tree": ("tree", "/demo/\n└── a.py\n", Tree),
}
"""What each kind of fence looks like, and the step that it is."""


@pytest.mark.parametrize(("info", "body", "kind"), GATED.values(), ids=GATED)
def test_any_fence_that_does_something_may_speak_of_some_pythons(
    info: str, body: str, kind: type[Step]
) -> None:
    """Fences that cover all versions together need no further word; each step has its range."""
    ranges = ("<3.12", "==3.12", ">3.12")
    made = steps_of("\n".join(f'```{info} py="{one}"\n{body}```\n' for one in ranges))

    assert [(kind, one) for one in ranges] == [(type(step), step.gate.text) for step in made]


@pytest.mark.parametrize(
    ("ranges", "missing"),
    [
        (("<3.13.8", ">=3.13.8"), ""),
        (("<3.13.8", ">=3.14"), "3.13.8, 3.13.9"),
        (("<=3.13", "==3.14.0", ">3.14.1"), "3.14.1"),
        (("<=3.13", ">=3.14.1"), "3.14.0"),
    ],
)
def test_ranges_by_the_release_cover_every_release_together(
    ranges: tuple[str, ...], missing: str
) -> None:
    """A hole between two releases is named, one of its releases standing for all."""
    page = CLAIM + "\n".join(f'```pycon py="{one}"\n>>> 1\n1\n```\n' for one in ranges)

    if not missing:
        assert chapter_of(page).sessions
        return
    with pytest.raises(BookError, match=f"nothing is shown for {re.escape(missing)};"):
        chapter_of(page)


@pytest.mark.parametrize("kind", ["pycon", "console", "tree"])
def test_what_is_compared_is_exact_unless_the_fence_says_so(kind: str) -> None:
    """With match="ellipsis" a fence opts in to `...`; without, it does not."""
    info, body, _ = GATED[kind]
    made = steps_of(f'```{info}\n{body}```\n\n```{info} match="ellipsis"\n{body}```\n')

    assert [False, True] == [step.ellipsis for step in made if isinstance(step, Compared)]


def test_a_save_takes_its_time_unless_the_fence_says_so() -> None:
    """With saved="same second" a fence opts in to the trap; without, it does not."""
    info, body, _ = GATED["file"]
    made = steps_of(f'```{info}\n{body}```\n\n```{info} saved="same second"\n{body}```\n')

    assert [False, True] == [step.same_second for step in made if isinstance(step, SaveFile)]


@pytest.mark.parametrize("kind", ["pycon", "console", "tree"])
def test_only_a_file_is_filled_in(kind: str) -> None:
    """What looks like an include is output everywhere else, and no file is looked for."""
    info, body, _ = GATED[kind]
    line = '--8<-- "no/such.py"\n'

    assert f"{body}{line}" == chapter_of(f"{CLAIM}```{info}\n{body}{line}```\n").fences[0].text


def test_a_snippet_is_the_file_as_it_is(tmp_path: Path) -> None:
    """An include is the very text of its file, and the page tells which files it embeds."""
    (tmp_path / "bar.py").write_text("x = '`é`'")
    text = '## A { #a }\n\n```python title="bar.py"\n# first\n--8<-- "bar.py"\n```\n\n' + ADDS

    chapter = parse_chapter(text, tmp_path, "docs/page.md")

    assert "# first\nx = '`é`'" == chapter.fences[0].text
    assert {"bar.py"} == chapter.snippets


def test_rm_deletes_files_and_any_other_command_is_the_shells() -> None:
    """`rm` with plain files is a deletion, which needs no shell; with options it is a command."""
    deletion, *commands = steps_of("```console\n$ rm a.py b/c.py\n$ rm -r b\n$ rm *.py\n```\n")

    assert isinstance(deletion, DeleteFile)
    assert ("a.py", "b/c.py") == deletion.paths
    assert ["rm -r b", "rm *.py"] == [step.source for step in commands if isinstance(step, Command)]


def test_two_claims_may_be_proved_alike() -> None:
    """Sessions of the same text have the same digest, and are two sessions."""
    text = f"## A {{ #a }}\n\n{ADDS}\n## B {{ #b }}\n\n{ADDS}"

    first, second = chapter_of(text).sessions

    assert first.digest == second.digest
    assert first != second


def test_what_runs_nothing_may_stand_in_prose() -> None:
    """Questions have sessions of their own, and an illustration says that it is none."""
    text = '## Prose { .prose }\n\n```quiz\n```\n\n```json illustration="a form"\n{}\n```\n'

    assert [fence.line for fence in chapter_of(text).fences] == [3, 6]
