"""The benchmark of the site's build measures what it says, and says why where it can't."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from reloaded.__main__ import main
from reloaded.bench import builds, site_build
from reloaded.bench.children import variables
from reloaded.bench.edits import address, one_comment, one_word
from reloaded.bench.serving import serve
from reloaded.book import Book
from reloaded.errors import BookError
from tests.support.small_book import small_book

TRIES = 3
"""A busy machine may stumble over one measurement; a figure that is wrong is wrong each time."""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book of two chapters."""
    return small_book(tmp_path / "book")


def seconds_of(line: str) -> list[float]:
    """The times of a row, without its ratios and its goal."""
    return [float(one) for one in re.findall(r" (\d+\.\d+) s\b", line.partition("(")[0])]


def test_the_figures_are_plausible(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part has a row for the book and one for Material alone, of which all take some time."""
    monkeypatch.setattr(site_build, "SIZES", (1, 2))
    told: list[str] = []

    lines = list(site_build.report(book, site_build.PARTS, 1, told.append))

    rows = {line[:26].strip(): seconds_of(line) for line in lines if " s" in line}
    build = ["the book", "plain Material", "ratio"]
    saved = ["the book, a word", "the book, a snippet", "plain Material, a word"]
    assert {*build, *saved, "collecting tests"} <= rows.keys()
    for name in (*saved, "collecting tests"):
        assert all(0 < seconds < 100 for seconds in rows[name])
    for name in saved:
        to_page, logged, _ = rows[name]
        assert logged < to_page
    assert "round 1 of 1: collecting tests, 2 x" in told


def test_a_build_against_itself_takes_as_long(book: Book) -> None:
    """Whatever the machine does beside it, since the two are done in turn."""
    once = partial(builds.build, builds.PLAIN, book)
    for _ in range(TRIES):
        spent = site_build.Measurement(book, 2, lambda _: None).alternating(
            {"one": once, "other": once}
        )
        ratio = spent["one"].cpu_seconds / spent["other"].cpu_seconds
        if 0.8 < ratio < 1.25:
            break
    assert 0.8 < ratio < 1.25


def test_a_larger_book_has_a_larger_site(book: Book, tmp_path: Path) -> None:
    """What is built for growth has a page for each copy, with the copied claim on it."""
    twice = builds.both_ways(book, tmp_path / "twice", 2)
    with serve(twice) as server:
        rebuilt = server.rebuilt(one_word(twice))
    assert 0 < rebuilt.built_seconds < rebuilt.page_seconds


def test_an_exponent_of_one_is_in_proportion() -> None:
    """And one of two is that of a book whose pages each look at all others."""
    assert 1 == pytest.approx(site_build.exponent((1, 2, 4), [3, 6, 12]))
    assert 2 == pytest.approx(site_build.exponent((1, 2, 4), [1, 4, 16]))


def test_nothing_of_the_caller_changes_what_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytecode is written, and what earlier runs of the person have found out is not there."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("RELOADED_STORE", "/elsewhere")
    given = variables(tmp_path)
    assert "PYTHONDONTWRITEBYTECODE" not in given
    assert str(tmp_path / ".reloaded/results") == given["RELOADED_STORE"]


def test_a_builder_that_fails_is_one_line(
    book: Book, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the last lines that it printed; nothing else comes out."""
    config = book.root / "mkdocs.yml"
    config.write_text(config.read_text().replace("name: material", "name: matter"))
    monkeypatch.setattr("reloaded.bench.command.Book", lambda: book)

    assert 1 == main(["bench", "--site", "build", "--rounds", "1"])

    printed = capsys.readouterr()
    assert 1 == printed.err.count("\n")
    assert printed.err.startswith("bench: mkdocs build ended with exit status 1, so nothing")
    assert "Unrecognised theme name: 'matter'" in printed.err


def test_a_save_that_can_t_be_built_is_one_line(book: Book, tmp_path: Path) -> None:
    """A server that shows the old page for ever is not waited for."""
    copied = builds.both_ways(book, tmp_path / "copied")
    edit = one_word(copied)
    with serve(copied) as server:
        server.settle()
        text = edit.file.read_text()
        edit.file.write_text(text + "\n```python\nnever closed\n")
        with pytest.raises(BookError, match="can't build what was saved") as raised:
            server.rebuilt(edit)
    assert "\n" not in str(raised.value)


def test_a_word_comes_into_prose_alone(book: Book) -> None:
    """Into a sentence without a mark, so that nothing else of the page changes."""
    edit = one_word(book)
    word = edit.save()
    assert f"We sell tea in a small shop round the corner {word}.\n" in edit.file.read_text()
    assert "shop/prices/" == edit.page


def test_a_comment_comes_to_the_end_of_a_snippet(book: Book) -> None:
    """Which the same page embeds."""
    edit = one_comment(book)
    assert edit is not None
    word = edit.save()
    assert f"TEA = 3\n# {word}\n" == edit.file.read_text()


@pytest.mark.parametrize(
    ("page", "served"),
    [("index.md", ""), ("reload/index.md", "reload/"), ("reload/keeps.md", "reload/keeps/")],
)
def test_a_page_is_served_at_its_address(page: str, served: str) -> None:
    """As builders name it unless they are told otherwise."""
    assert served == address(page)
