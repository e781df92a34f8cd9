"""A page that is not as it must be gets one line: where, what was found, what to write instead.

`bad_pages/` holds the pages; the first line of each says which error it gets.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.session.chapter import LONGEST, parse_chapter, read_text

PAGES = sorted(Path(__file__).with_name("bad_pages").glob("*.md"))

CLAIM = "## A claim { #a-claim }\n\n```pycon\n>>> 1 + 1\n2\n```\n"

OUTSIDE = (
    '"{}" is not a path inside the folder; write one such as "shop/prices.py"',
    [
        "../../x",
        "..",
        "shop/../../x",
        "/etc/passwd",
        "//server/share",
        "C:\\x",
        "C:/x",
        "..\\x",
        "\\\\server\\share",
        "",
        " ",
    ],
)
FOLDER = ('"{}" names a folder; name a file', [".", "./", "shop/"])
PATHS = [(path, message.format(path)) for message, paths in (OUTSIDE, FOLDER) for path in paths]
"""Paths that a page may not write to or read from, and what it is told."""

BYTES = {
    "not UTF-8": (b"# A chapter\n\nna\xefve\n", "3: not UTF-8; save the page in that encoding"),
    "Windows quotes": (b"# \x93A\x94\n", "1: not UTF-8; save the page in that encoding"),
    "UTF-16": ("# A".encode("utf-16"), "1: not UTF-8; save the page in that encoding"),
    "not UTF-8, below a blank line": (b"\n\xef\n", "2: not UTF-8; save the page in that encoding"),
    "CR, below a blank line": (
        b"\nA\rB\n",
        "2: a carriage return; save the page with plain newlines (LF)",
    ),
    "CRLF": (b"# A\r\n", "1: a carriage return; save the page with plain newlines (LF)"),
    "CR": (b"# A\n\n\rB\n", "3: a carriage return; save the page with plain newlines (LF)"),
    "tab": (
        b"# A\n\n\tB\n",
        "3: a tab; indent with spaces, since builders disagree on a tab's width",
    ),
    "byte order mark": (
        b"\xef\xbb\xbf# A\n",
        "1: a byte order mark; save the page as UTF-8 without one",
    ),
    "null": (b'# A\n\n```python title="a\0b"\n```\n', "3: a null character; delete it"),
    "too long": (
        b"x" * 5_000_000,
        f"1: 5,000,000 bytes; a page may hold {LONGEST:,}: split it",
    ),
}


@pytest.fixture
def snippets(tmp_path: Path) -> Path:
    """A folder of snippets, one of them in an old encoding."""
    folder = tmp_path / "snippets"
    (folder / "folder").mkdir(parents=True)
    (folder / "latin-1.py").write_bytes(b'name = "\xe9"\n')
    return folder


def error_of(text: str, snippets: Path) -> str:
    """The error that a page gets."""
    with pytest.raises(BookError) as caught:
        parse_chapter(text, snippets, "docs/page.md")
    return str(caught.value)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_broken_page_is_told_what_to_write_instead(page: Path, snippets: Path) -> None:
    """A broken page gets one line with its file, the line, what was found and what to do."""
    text = page.read_text(encoding="utf-8")
    expected = text.split("\n")[0].removeprefix("<!-- ").removesuffix(" -->")

    assert f"docs/page.md:{expected}" == error_of(text, snippets)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_line_is_that_of_the_page_wherever_it_stands(page: Path, snippets: Path) -> None:
    """A page that begins a line later gets its error a line later."""
    text = page.read_text(encoding="utf-8")
    line = int(text.removeprefix("<!-- ").partition(":")[0])

    assert error_of("\n" + text, snippets).startswith(f"docs/page.md:{line + 1}: ")


@pytest.mark.parametrize("above", range(4))
def test_an_underline_is_told_wherever_it_stands(above: int, snippets: Path) -> None:
    """What makes a heading of the line above is refused, on the second line of a page too."""
    expected = f"docs/page.md:{above + 2}: this underline makes the line above it a heading"

    assert error_of("\n" * above + "A claim\n---", snippets).startswith(expected)


def test_there_are_enough_broken_pages() -> None:
    """The table of broken pages is found: an empty one would prove nothing."""
    assert len(PAGES) >= 60


@pytest.mark.parametrize(("data", "expected"), BYTES.values(), ids=BYTES)
def test_a_file_that_builders_could_read_otherwise_is_refused(
    data: bytes, expected: str, tmp_path: Path
) -> None:
    """A page is UTF-8 text with plain newlines and blanks, and no longer than a chapter."""
    page = tmp_path / "page.md"
    page.write_bytes(data)

    with pytest.raises(BookError) as caught:
        parse_chapter(read_text(page, "docs/page.md"), tmp_path, "docs/page.md")

    assert f"docs/page.md:{expected}" == str(caught.value)


def test_a_page_may_be_as_long_as_is_said(tmp_path: Path) -> None:
    """The limit itself is still allowed."""
    page = tmp_path / "page.md"
    page.write_bytes(b"x" * LONGEST)

    assert () == parse_chapter(read_text(page, "docs/page.md"), tmp_path, "docs/page.md").fences


@pytest.mark.parametrize(("path", "expected"), PATHS)
def test_no_file_is_saved_outside_the_session(
    path: str, expected: str, tmp_path: Path, snippets: Path
) -> None:
    """A title that leads out of the session's folder stops the page before anything is written."""
    before = sorted(tmp_path.rglob("*"))

    error = error_of(f'{CLAIM}\n```python title="{path}"\nx = 1\n```\n', snippets)

    assert f"docs/page.md:8: {expected}" == error
    assert before == sorted(tmp_path.rglob("*"))


@pytest.mark.parametrize(("path", "expected"), [one for one in PATHS if one[0]])
def test_no_file_outside_the_snippets_is_shown(path: str, expected: str, snippets: Path) -> None:
    """An include that leads out of the snippets stops the page."""
    error = error_of(f'{CLAIM}\n```python title="x.py"\n--8<-- "{path}"\n```\n', snippets)

    assert f"docs/page.md:9: {expected}" == error


def test_two_pages_cannot_share_an_id(tmp_path: Path) -> None:
    """An id is unique in the whole book; the later page in reading order is told of the earlier."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").write_text(CLAIM)
    (docs / "b.md").write_text("# B\n\n" + CLAIM)
    (tmp_path / "mkdocs.yml").write_text("nav: [b.md, {A: a.md}]\n")

    with pytest.raises(BookError) as caught:
        Book(tmp_path).chapters()

    expected = "docs/a.md:1: the id #a-claim is already that of docs/b.md:3; choose another"
    assert expected == str(caught.value)
