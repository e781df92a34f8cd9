"""The command that breaks the book fails for a survivor, and for a list of excuses with a fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import reloaded.__main__ as program
from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.find_pythons import Found
from reloaded.mutation.command import Choice, mutate
from reloaded.mutation.equivalents import LIST, read_equivalents, too_many
from tests.support.mutant_examples import STRONG, WEAK

Command = Callable[..., int]

SURVIVOR = "file not deleted: tea.py"
OTHERS = "file not saved: tea.py"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book of two pages: one whose proof is strong, and one with a survivor."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "tests").mkdir()
    many = "```pycon\n" + ">>> \"a\"\n'a'\n" * 20 + "```\n\n"
    strong, weak = many + STRONG["file not deleted"], many + WEAK["file not deleted"]
    (tmp_path / "docs/strong.md").write_text(f"## Strong {{ #strong }}\n\n{strong}")
    (tmp_path / "docs/weak.md").write_text(f"## Weak {{ #weak }}\n\n{weak}")
    return Book(tmp_path)


def excuse(
    book: Book, mutant: str, claim: str = "weak", why: str = "a reason", **more: str
) -> None:
    """Add an entry to the book's list."""
    entry = {"claim": claim, "mutant": mutant, "why": why} | more
    lines = [f"{key} = '{value}'" for key, value in entry.items()]
    with (book.root / LIST).open("a") as file:
        file.write("\n".join(["[[equivalent]]", *lines, ""]))


def outcome(
    book: Book, interpreter: Interpreter, *pages: str, sample: int | None = None, seed: int = 0
) -> tuple[bool, str]:
    """Whether all is well, and what is said."""
    lines: list[str] = []
    fine = mutate(book, interpreter, Choice(pages, sample, seed, 2), lines.append)
    return fine, "\n".join(lines)


@pytest.fixture
def command(book: Book, interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command as a shell starts it, on a machine that lacks some Pythons."""

    def run(missing: tuple[str, ...], *pages: str) -> int:
        monkeypatch.setattr(program, "Book", lambda: book)
        monkeypatch.setattr(program, "choose", lambda *_: Found((interpreter,), missing))
        return program.main(["mutate", *pages])

    return run


def test_a_survivor_fails_the_command(book: Book, interpreter: Interpreter) -> None:
    """A breakage that no proof notices is told with its place and how to see it."""
    fine, said = outcome(book, interpreter)

    lines = (book.docs / "weak.md").read_text().splitlines()
    assert not fine
    assert f"docs/weak.md:{lines.index('$ rm tea.py') + 1}: {SURVIVOR}" in said
    assert 'pytest "docs/weak.md::weak" --python ' in said
    assert f"mutant = '{SURVIVOR}'" in said


def test_a_listed_survivor_is_equivalent(book: Book, interpreter: Interpreter) -> None:
    """A breakage that a person has excused, with a reason, is counted and fails nothing."""
    excuse(book, SURVIVOR)

    fine, said = outcome(book, interpreter)

    assert fine
    assert ["file not deleted", "2", "1", "1", "-"] == row(said, "file not deleted")


def row(said: str, kind: str) -> list[str]:
    """The counts of a kind of mutant."""
    (line,) = [line for line in said.splitlines() if line.startswith(kind + "  ")]
    return [kind, *line.removeprefix(kind).split()]


def test_each_page_is_told_when_it_is_done(book: Book, interpreter: Interpreter) -> None:
    """Whoever waits sees a line for each page, before the counts."""
    lines: list[str] = []
    mutate(book, interpreter, Choice(jobs=1), lines.append)

    assert ["Mutants on", "docs/strong.md:", "docs/weak.md:"] == [
        lines[0].removesuffix(f" {interpreter.name}"),
        lines[1].split()[0],
        lines[2].split()[0],
    ]


@pytest.mark.parametrize("name", ["docs/strong.md", "docs/strong.md::strong"])
def test_a_page_or_a_claim_can_be_chosen(name: str, book: Book, interpreter: Interpreter) -> None:
    """What is not chosen is not judged, nor is what is listed for it."""
    excuse(book, "edit not made: no/such.py")

    fine, said = outcome(book, interpreter, name)

    assert fine
    assert "docs/weak.md" not in said


def test_an_unknown_page_is_an_error(book: Book, interpreter: Interpreter) -> None:
    """A mistyped page does not look like one without survivors."""
    with pytest.raises(BookError, match=r"docs/weka\.md: no page with a claim"):
        outcome(book, interpreter, "docs/weka.md")


@pytest.mark.parametrize(
    ("claim", "mutant", "fault"),
    [
        ("weak", OTHERS, "its proof notices it"),
        ("weak", "file not delted: tea.py", f"there is no such mutant; did you mean {SURVIVOR}?"),
        ("weak", "x", "there is no such mutant; delete the entry"),
        ("gone", SURVIVOR, "the book has no such claim"),
    ],
)
def test_a_stale_excuse_is_an_error(
    claim: str, mutant: str, fault: str, book: Book, interpreter: Interpreter
) -> None:
    """An entry whose mutant is noticed, or is not there any more, is named."""
    excuse(book, SURVIVOR)
    excuse(book, mutant, claim)

    fine, said = outcome(book, interpreter)

    assert not fine
    assert f"{LIST}: #{claim}: {mutant}: {fault}" in said


def test_an_excuse_can_be_limited_to_some_pythons(book: Book, interpreter: Interpreter) -> None:
    """An entry with `py` excuses nothing on other Pythons, and is not stale there."""
    excuse(book, SURVIVOR, py=f"!={interpreter.language}")
    excuse(book, OTHERS, py=f"!={interpreter.language}")

    fine, said = outcome(book, interpreter)

    assert not fine
    assert SURVIVOR in said
    assert "notices it" not in said


def test_more_than_a_twentieth_is_no_exception(book: Book, interpreter: Interpreter) -> None:
    """A list that excuses more than 5% of the book's mutants is an error."""
    excuse(book, SURVIVOR)
    (entry,) = read_equivalents(book.root / LIST, LIST)

    assert [] == list(too_many([entry] * 5, 100))
    assert ["6 of the book's 100 mutants are listed"] == [
        fault.partition(",")[0] for fault in too_many([entry] * 6, 100)
    ]

    (book.root / "docs/strong.md").unlink()
    (book.root / "docs/weak.md").write_text("## Weak { #weak }\n\n" + WEAK["file not deleted"])
    fine, said = outcome(book, interpreter)

    assert not fine
    assert f"{LIST}: 1 of the book's " in said


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[equivalent]", "not TOML"),
        ("[[equivalent]]\nclaim = 'weak'\n", "entry 1 needs the strings claim, mutant and why"),
        ("[[equivalent]]\nclaim = 'a'\nmutant = 'b'\nwhy = ' '\n", "entry 1 needs the strings"),
        ("[[equivalent]]\nclaim = 'a'\nmutant = 'b'\nwhy = 3\n", "entry 1 needs the strings"),
        ("[[equivalent]]\nclaim = 'a'\nmutant = 'b'\nwhy = 'c'\npy = '4'\n", 'entry 1: py="4"'),
        ("[[equivalents]]\nclaim = 'a'\n", "no table equivalents belongs here"),
        ("[[equivalent]]\nclaim = 'a'\nmutant = 'b'\nwhy = 'c'\n" * 2, "listed twice, #a: b"),
    ],
)
def test_a_malformed_list_is_an_error(text: str, fault: str, tmp_path: Path) -> None:
    """An entry without a reason, or with a mistyped key, excuses nothing."""
    file = tmp_path / "list.toml"
    file.write_text(text)

    with pytest.raises(BookError, match=f"^list.toml: {fault}"):
        read_equivalents(file, "list.toml")


def test_a_sample_can_be_drawn_again(book: Book, interpreter: Interpreter) -> None:
    """The same seed draws the same mutants; what has no run of its own is judged anyway."""
    kinds = ("file not saved", "file not deleted")

    def counts(seed: int) -> list[list[str]]:
        said = outcome(book, interpreter, sample=2, seed=seed)[1]
        assert f"a sample of 2 out of 4 runs, --seed {seed}" in said
        assert row(said, "line altered") == row(outcome(book, interpreter)[1], "line altered")
        return [row(said, kind) for kind in kinds if f"\n{kind} " in said]

    assert counts(1) == counts(1)
    assert 1 < len({str(counts(seed)) for seed in range(6)})


def test_a_sample_judges_no_excuse_that_it_does_not_draw(
    book: Book, interpreter: Interpreter
) -> None:
    """An entry is stale only if its mutant was drawn and noticed; one without a mutant always."""
    excuse(book, OTHERS)
    stale = [
        "notices it" in outcome(book, interpreter, sample=1, seed=seed)[1] for seed in range(9)
    ]
    excuse(book, "x")

    assert {False, True} == set(stale)
    assert "there is no such mutant" in outcome(book, interpreter, sample=1)[1]


@pytest.mark.parametrize(
    ("pages", "missing", "status"),
    [
        (["docs/strong.md"], (), 0),
        ([], (), 1),
        (["nope"], (), 1),
        (["docs/strong.md"], ("3.9",), 1),
    ],
)
def test_the_exit_status_says_whether_all_is_well(
    pages: list[str], missing: tuple[str, ...], status: int, command: Command
) -> None:
    """0 where every mutant is noticed or excused; 1 for a survivor, an error, a missing Python."""
    assert status == command(missing, *pages)
