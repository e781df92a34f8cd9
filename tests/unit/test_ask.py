"""The box's scripts, run without a browser, and the files that a builder copies."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest

from reloaded.__main__ import main
from reloaded.ask import index as ask_index
from reloaded.ask.engine import Engine
from reloaded.book import Book
from tests.support.small_book import small_book

ASKED = """\
**In short:** It costs `3`, see [prices](../claims.md).

```asked
what does tea cost
tea too dear
```
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book of which one claim says how people ask for it."""
    made = small_book(tmp_path / "book")
    page = made.docs / "shop" / "prices.md"
    heading = "## Tea costs three { #tea-costs-three }\n\n"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(heading, heading + ASKED + "\n"), encoding="utf-8")
    return made


def answers(book: Book, question: str) -> list[str]:
    """The ids of the claims that answer."""
    return [answer["claim"]["id"] for answer in Engine(book).ask(question)["answers"]]


def test_the_index_has_what_the_page_says(book: Book) -> None:
    """Without links, with the backticks of code, and with the address from the site's root."""
    (claim,) = (found for found in ask_index.index(book)["claims"] if found["asked"])
    assert "tea-costs-three" == claim["id"]
    assert "It costs `3`, see prices." == claim["inShort"]
    assert "shop/prices/#tea-costs-three" == claim["url"]
    assert ["what does tea cost", "tea too dear"] == claim["asked"]


@pytest.mark.parametrize(
    "question",
    ["what does tea cost", "Tea is too DEAR!", "costs of tea", "why does tee cost", "tea co"],
)
def test_a_claim_is_found_by_how_people_ask(book: Book, question: str) -> None:
    """In other forms of the words, with a slip of a finger, and while the last is being typed."""
    assert "tea-costs-three" == answers(book, question)[0]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("kubernetes", ["kubernetes"]),
        ("restart nginx webpack tea", ["restart", "nginx", "webpack"]),
        ("", []),
        ("the of and", []),
        ("🙂 \x00 \ud7ff", []),
    ],
)
def test_where_the_book_has_no_answer_it_says_so(
    book: Book, question: str, unknown: list[str]
) -> None:
    """And names the words that it has nowhere."""
    found = Engine(book).ask(question)
    assert [] == found["answers"]
    assert unknown == found["unknown"]


@pytest.mark.parametrize("piece", ["a" * 10, "tea ", " ", "(a+)+$", "<b>", "\x1b[31m"])
def test_a_million_characters_cost_little(book: Book, piece: str) -> None:
    """Whatever is pasted; the bound is wide, since this engine is slower than a browser's."""
    engine, paste = Engine(book), piece * (1_000_000 // len(piece))
    start = time.process_time()
    engine.ask(paste)
    assert 2 > time.process_time() - start


def test_the_files_are_written_once_and_others_deleted(book: Book) -> None:
    """The folder's name is a hash of what is in it, so that no page mixes two versions."""
    ask_index.publish(book)
    first = ask_index.folder(book)
    names = {"box.js", "answer.js", "rank.js", "recognise.js", "minisearch.js", "index.json"}
    assert names <= {file.name for file in first.iterdir()}
    stamps = {file: file.stat().st_mtime_ns for file in first.iterdir()}
    ask_index.publish(book)
    assert stamps == {file: file.stat().st_mtime_ns for file in first.iterdir()}

    page = book.docs / "shop" / "prices.md"
    page.write_text(page.read_text(encoding="utf-8").replace("too dear", "so dear"))
    later = Book(book.root)
    ask_index.publish(later)
    assert first != ask_index.folder(later)
    assert not first.exists()


def test_a_terminal_asks(
    book: Book, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The claim, its answer in short, and where it stands, as an editor opens it."""
    monkeypatch.setattr("reloaded.ask.command.Book", lambda: book)
    assert 0 == main(["ask", "tea", "too", "dear"])
    first, short, where = capsys.readouterr().out.split("\n")[:3]
    assert "1. Tea costs three" == first
    assert "   It costs `3`, see prices." == short
    assert where.startswith("   docs/shop/prices.md:")

    assert 1 == main(["ask", "kubernetes"])
    assert "No page of the book speaks of: kubernetes." in capsys.readouterr().out


MESSAGE = """\
[[message]]
id = "gone"
text = "LookupError: the shelf lacks '{name}'"
pattern = "^LookupError: the shelf lacks '(.+)'$"
exception = "LookupError"
meaning = "The shelf has no such tea."
python = ">=3.11"
claim = "tea-costs-three"
source = "the shop"
causes = ["sold-out", "misspelt"]
trigger.files."main.py" = "{}['tea']"
trigger.run = ["main.py"]
"""

CAUSES = """\
[sold-out]
what = "It is sold out."
tell = "The shelf is empty."
remedy = "Order more."

[misspelt]
what = "The name is misspelt."
tell = "It is short."
remedy = "Write `tea`."
when.message = "LookupError: the shelf lacks 'tee'"
"""


def test_a_traceback_is_recognised(
    book: Book, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its causes come in the order of what can be seen; no words of it are looked for."""
    book.messages.mkdir()
    (book.messages / "keys.toml").write_text(MESSAGE)
    (book.messages / "causes.toml").write_text(CAUSES)
    monkeypatch.setattr("reloaded.ask.command.Book", lambda: book)
    paste = "Traceback (most recent call last):\n  ...\nLookupError: the shelf lacks 'tee'\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(paste))
    assert 0 == main(["ask"])
    first, meaning, seen, _, remedy, other = capsys.readouterr().out.split("\n")[:6]
    assert "LookupError: the shelf lacks 'tee'" == first
    assert meaning.startswith("   The shelf has no such tea. (Python >=3.11) [docs/shop/prices.md:")
    assert " * The name is misspelt." == seen
    assert "   Remedy: Write `tea`." == remedy
    assert " - It is sold out." == other
