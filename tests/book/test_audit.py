"""Every statement of a book has a verdict that still stands, or is open."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import reloaded.__main__ as program
from reloaded.audit.command import chosen
from reloaded.audit.ledger import Ledger
from reloaded.audit.sentences import sentences
from reloaded.audit.statements import AUDITED, KINDS, Statement, statements
from reloaded.audit.verdicts import Verdict, read_verdicts, written
from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.quiz.bank import Bank
from tests.support.banks import GOOD

PAGE = """\
# What reload keeps

- **You will know** what a reload [keeps](page.md#deleted-names-survive), and why.
- **It takes** about 10 minutes.

A paragraph of the opening.

## A deleted name survives `reload` { #deleted-names-survive }

Rename the function. This is every word of it.

```pycon
>>> 1 + 1
2
```

The old one stays. No line deletes it.
Import the module again, since "never" is a word
that goes on over the line.

Also asked as: name still there.
{ .asked }

## What to do instead { .prose }

- Delete the name yourself.

| after | `import` | `reload` |
|---|---|---|
| names | stay | [stay](#deleted-names-survive) |

## Sources { .prose }

- Always and only a source.
"""

LEDGER = Ledger(Book())
"""The verdicts on this book."""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book of one page and a small bank."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "docs/page.md").write_text(PAGE)
    (tmp_path / "quizzes/page.yaml").write_text(GOOD)
    return Book(tmp_path)


def said(book: Book, file: str = "docs/page.md") -> list[Statement]:
    """The statements of a file."""
    return list(statements(Bank(book), book.root / file))


def test_each_sentence_has_its_kind_and_its_line(book: Book) -> None:
    """Sources, search words and the reading time are no statements; a table is, cell by cell."""
    expected = [
        (3, "summary", "You will know what a reload keeps, and why."),
        (6, "summary", "A paragraph of the opening."),
        (8, "heading", "A deleted name survives `reload`"),
        (10, "other", "Rename the function."),
        (10, "universal", "This is every word of it."),
        (17, "other", "The old one stays."),
        (17, "universal", "No line deletes it."),
        (
            18,
            "remedy",
            'Import the module again, since "never" is a word that goes on over the line.',
        ),
        (26, "remedy", "Delete the name yourself."),
        (30, "cell", "names · `import`: stay"),
        (30, "cell", "names · `reload`: stay"),
    ]
    assert expected == [(one.line, one.kind, one.text) for one in said(book)]


def test_a_page_about_the_book_itself_is_not_audited(book: Book) -> None:
    """Its front matter says so."""
    (book.docs / "page.md").write_text(f"---\nspeaks_of: the book\n---\n{PAGE}")
    assert [] == said(book)


def test_the_end_of_a_sentence_is_not_looked_for_in_code() -> None:
    """A dot in a span of code ends nothing, and neither does one before a small letter."""
    text = "Write `a. B` or e.g. this. Then `c.d` follows."
    expected = ["Write `a. B` or e.g. this.", "Then `c.d` follows."]
    assert expected == [one.text for one in sentences(text, "page.md")]


def test_a_list_of_attributes_is_no_sentence() -> None:
    """It says nothing to a reader, whatever the attributes are."""
    text = '- On 3.14 it works.\n{ data-since="3.14" }\n\nA set: {1, 2} is shown.\n'
    expected = ["On 3.14 it works.", "A set: {1, 2} is shown."]
    assert expected == [one.text for one in sentences(text, "page.md")]


def test_the_reasons_of_a_question_are_statements(book: Book) -> None:
    """Each once, behind the id of its question."""
    found = [one.text for one in said(book, "quizzes/page.yaml")]
    assert "deleted-function: A reload deletes nothing." in found
    assert len(found) == len(set(found))


def judge(book: Book, *verdicts: Verdict, file: str = "docs/page.md") -> Ledger:
    """Write verdicts on a file, and read them, as another program would that starts now."""
    ledger = Ledger(book)
    where = ledger.file(book.root / file)
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(written((verdict, ()) for verdict in verdicts))
    return now(book)


def now(book: Book) -> Ledger:
    """The verdicts as the files are now: a book looks at each file once."""
    return Ledger(Book(book.root))


def still_open(book: Book, ledger: Ledger) -> list[str]:
    """The statements of the page that are open."""
    judged = ledger.judged(book.docs / "page.md")
    return [one.statement.text for one in judged if one.is_open]


def reference(book: Book) -> str:
    """The reference to the page's one step."""
    return next(iter(Ledger(book).evidence.references))


@pytest.mark.parametrize("ground", ["proved", "cited", "judgement"])
def test_a_verdict_closes_its_statement(book: Book, ground: str) -> None:
    """And no other."""
    text = "Delete the name yourself."
    verdict = {
        "proved": Verdict(text, proved=(reference(book),)),
        "cited": Verdict(text, cited="PEP 328"),
        "judgement": Verdict(text, judgement="advice"),
    }[ground]
    left = still_open(book, judge(book, verdict))
    assert text not in left
    assert "No line deletes it." in left


@pytest.mark.parametrize(("old", "new"), [(">>> 1 + 1\n2", ">>> 1 + 2\n3"), ("\n2\n", "\n3\n")])
def test_a_proof_falls_with_its_step_and_with_the_output(book: Book, old: str, new: str) -> None:
    """What was judged by looking at a step is judged again when the step is another one."""
    ledger = judge(book, Verdict("No line deletes it.", proved=(reference(book),)))
    assert "No line deletes it." not in still_open(book, ledger)
    (book.docs / "page.md").write_text(PAGE.replace(old, new))
    (one,) = [
        one
        for one in now(book).judged(book.docs / "page.md")
        if one.statement.text == "No line deletes it."
    ]
    assert one.fault.endswith("has changed since it was judged")


def test_a_changed_sentence_is_open_and_its_verdict_is_about_nothing(book: Book) -> None:
    """A verdict is on words."""
    ledger = judge(book, Verdict("No line deletes it.", judgement="advice"))
    assert [] == ledger.gone(book.docs / "page.md")
    (book.docs / "page.md").write_text(PAGE.replace("No line deletes it", "No line drops it"))
    assert "No line drops it." in still_open(book, now(book))
    assert ["No line deletes it."] == [one.says for one in now(book).gone(book.docs / "page.md")]


def test_a_feedback_falls_with_its_question(book: Book) -> None:
    """It is about all that the question shows, asks and runs."""
    ledger = Ledger(book)
    named = next(one for one in ledger.evidence.references if one.startswith("deleted-function@"))
    assert "" == ledger.evidence.fault(named)
    (book.quizzes / "page.yaml").write_text(GOOD.replace("NEW = 1", "NEW = 2"))
    assert "has changed" in now(book).evidence.fault(named)


@pytest.mark.parametrize(
    ("named", "fault"),
    [
        ("no-such-claim@12345678", "there is no claim, question or test"),
        ("tests/test_x.py::test_other", "there is no test"),
        ("tests/test_x.py::test_one", ""),
    ],
)
def test_a_verdict_may_rest_on_a_test(book: Book, named: str, fault: str) -> None:
    """On one that is there."""
    (book.root / "tests").mkdir()
    (book.root / "tests/test_x.py").write_text("def test_one() -> None: ...\n")
    assert Ledger(book).evidence.fault(named).startswith(fault)
    assert bool(fault) == bool(Ledger(book).evidence.fault(named))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[verdict]]\nsays = "a"\ncited = "somewhere"', "must cite a PEP"),
        ('[[verdict]]\nsays = "a"\ncited = "PEP 1"\njudgement = "b"', "one of proved"),
        ('[[verdict]]\nsays = "a"\n[[verdict]]\nsays = "a"', "judges again"),
        ('[[verdict]]\nproved = ["a"]', "needs says"),
        ('[[verdict]]\nsays = "a"\nproved = "a"', "neither proved"),
        ('[[other]]\nsays = "a"', "no table other"),
        ("says", "not TOML"),
    ],
)
def test_a_malformed_verdict_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    """With the file, and what to write."""
    (tmp_path / "page.toml").write_text(text)
    with pytest.raises(BookError, match=fault):
        read_verdicts(tmp_path / "page.toml", "page.toml")


def test_the_command_fails_until_everything_is_judged(
    book: Book, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names place, kind and words; `--update` makes the entries to fill in."""
    monkeypatch.setattr("reloaded.audit.command.Book", lambda: Book(book.root))
    assert 1 == program.main(["audit", "docs/page.md"])
    assert "docs/page.md:26: remedy: Delete the name yourself." in capsys.readouterr().out
    assert 1 == program.main(["audit", "docs/page.md", "--update"])
    file = Ledger(book).file(book.docs / "page.md")
    assert reference(book) in file.read_text()
    verdicts = [Verdict(says, judgement="advice") for says in read_verdicts(file, "")]
    judge(book, *verdicts, Verdict("The book never said this.", judgement="advice"))
    assert 1 == program.main(["audit", "docs/page.md"])
    assert 'no longer says "The book never said this."' in capsys.readouterr().out
    assert 0 == program.main(["audit", "docs/page.md", "--update"])
    assert "The book never said this." not in file.read_text()


def test_a_file_that_the_book_does_not_have_is_refused(book: Book) -> None:
    """A mistyped name judges nothing."""
    with pytest.raises(BookError, match="neither a page"):
        chosen(Ledger(book), ["docs/pgae.md"])


@pytest.mark.parametrize("file", LEDGER.files(), ids=LEDGER.book.name)
def test_every_statement_of_this_book_has_a_verdict(file: Path) -> None:
    """Each is proved, cited or a judgement, and no verdict is about what the file doesn't say."""
    judged = [one for one in LEDGER.judged(file) if one.statement.kind in AUDITED]
    still = [f"{one.statement.place}: {one.statement.text}" for one in judged if one.is_open]
    name = LEDGER.book.name(file)
    assert [] == still, f"judge them: python -m reloaded audit {name} --update"
    assert [] == [verdict.says for verdict in LEDGER.gone(file)]


def test_the_book_has_statements_of_each_kind() -> None:
    """A kind that nothing has would pass unseen."""
    kinds = Counter(one.statement.kind for file in LEDGER.files() for one in LEDGER.judged(file))
    assert {*KINDS} == {*kinds}
    assert all(kinds[kind] > 100 for kind in AUDITED)
