"""Each file of a book is read once in a build; and again only after it has changed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from markdown import Markdown

from reloaded import files
from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.markdown.extension import SessionExtension
from reloaded.session import proof_store
from tests.support.banks import GOOD, PAGE

CLAIM = """\
# {0}

## {0} has a claim {{ #{0} }}

```python title="{0}.py"
--8<-- "{0}/{0}.py"
```

```pycon
>>> 1 + 1
2
```

A sentence that was judged.
"""

VERDICT = '[[verdict]]\nsays = "A sentence that was judged."\njudgement = "advice"\n'

F = TypeVar("F", str, Path)
T = TypeVar("T")
Build = Callable[[], dict[str, int]]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book of three chapters, two of which embed a file; with a bank, and a verdict."""
    texts = {
        "docs/keeps.md": PAGE,
        "docs/tea.md": CLAIM.format("tea"),
        "docs/ham.md": CLAIM.format("ham"),
        "docs/all.md": "# All\n\n<!-- all claims -->\n\n<!-- all questions -->\n",
        "docs/errors.md": "# Errors\n\n<!-- all error messages -->\n",
        "snippets/tea/tea.py": "PRICE = 3\n",
        "snippets/ham/ham.py": "PRICE = 5\n",
        "quizzes/keeps.yaml": GOOD,
        "quizzes/retired.txt": "gone\n",
        "tests/verdicts/docs/tea.toml": VERDICT,
        "mkdocs.yml": "site_name: Reads\n",
    }
    for name, text in texts.items():
        save(tmp_path / name, text)
    return Book(tmp_path)


def save(file: Path, text: str) -> None:
    """Save a file as if that were long ago: its time is another at each save, and no clock's."""
    before = file.stat().st_mtime if file.exists() else 1_000_000_000
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    os.utime(file, (before + 2, before + 2))


@pytest.fixture
def build(book: Book, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Renders every page as builders do, each by an extension of its own; counts what is read."""
    reads = Counter[str]()

    def counted(function: Callable[[F], T]) -> Callable[[F], T]:
        def count(file: F) -> T:
            path = Path(file)
            inside = path.is_relative_to(book.root)  # else it is one of the package
            reads[path.relative_to(book.root).as_posix() if inside else path.as_posix()] += 1
            return function(file)

        return count

    monkeypatch.setattr(files, "fresh", counted(files.fresh))
    monkeypatch.setattr(proof_store, "load_file", counted(proof_store.load_file))

    def build() -> dict[str, int]:
        reads.clear()
        for page in sorted(book.docs.glob("*.md")):
            extension = SessionExtension(root=str(book.root))
            Markdown(extensions=["attr_list", extension]).convert(page.read_text())
        return dict(reads)

    return build


def test_a_build_reads_each_file_once(book: Book, build: Build) -> None:
    """However many pages show what it holds; proofs and recordings too."""
    build()  # runs what no test has proved
    files.KEPT.clear()
    proof_store.load.cache_clear()

    read = build()

    assert {} == {name: times for name, times in read.items() if times > 1}
    texts = {
        one.relative_to(book.root).as_posix()
        for folder in (book.docs, book.snippets, book.quizzes)
        for one in folder.rglob("*.*")
    }
    assert texts | {"mkdocs.yml", "tests/verdicts/docs/tea.toml"} <= set(read)
    assert any(name.startswith(".reloaded/proofs/") for name in read)


def test_the_next_build_reads_nothing_until_a_file_is_saved(book: Book, build: Build) -> None:
    """Then it reads that file, and nothing else."""
    build()
    settle(book)
    build()
    assert {} == build()
    for name, text in (
        ("docs/tea.md", CLAIM.format("tea") + "\nMore.\n"),
        ("snippets/ham/ham.py", "PRICE = 4\n"),
        ("quizzes/keeps.yaml", GOOD.replace("in the namespace", "in its namespace")),
        ("tests/verdicts/docs/tea.toml", VERDICT.replace("advice", "an advice")),
    ):
        save(book.root / name, text)
        assert {name: 1} == build()
        assert {} == build()


def settle(book: Book) -> None:
    """Make the proofs of a first build as old as the book."""
    for folder in book.report.folder.iterdir():
        os.utime(folder, (1_000_000_000, 1_000_000_000))


def test_a_file_that_is_read_twice_is_seen(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """The counts above are counts: a book that forgets what it has read is caught."""
    build()
    monkeypatch.setattr(
        Book, "files", property(lambda self: files.Files(self.root / os.urandom(4).hex()))
    )
    assert build()["docs/tea.md"] > 1


def texts(book: Book) -> str:
    """What the fences of a chapter hold, in a look of its own."""
    return "".join(fence.text for fence in Book(book.root).read(book.docs / "tea.md").fences)


def test_an_edit_is_seen_however_fast_it_follows(book: Book) -> None:
    """In the page and in what it embeds, and where the length stays the same."""
    page, embedded = book.docs / "tea.md", book.snippets / "tea/tea.py"
    for price in range(9):
        embedded.write_text(f"PRICE = {price}\n")
        assert f"PRICE = {price}" in texts(book)
        page.write_text(CLAIM.format("tea").replace("1 + 1\n2", f"{price} + 0\n{price}"))
        assert f"{price}\n" in texts(book)


def test_a_file_that_goes_and_comes_back_is_seen(book: Book) -> None:
    """A page that embeds it is an error meanwhile; so is one that was never read before."""
    embedded = book.snippets / "tea/tea.py"
    assert "PRICE = 3" in texts(book)
    embedded.unlink()
    with pytest.raises(BookError, match=r"there is no file snippets/tea/tea\.py"):
        texts(book)
    embedded.write_text("PRICE = 4\n")
    assert "PRICE = 4" in texts(book)


def test_a_page_that_comes_is_listed_and_one_that_goes_is_not(book: Book) -> None:
    """In whatever folder."""
    before = Book(book.root).pages()
    save(book.docs / "deep/er/new.md", "# New\n")
    assert {book.docs / "deep/er/new.md"} == {*Book(book.root).pages()} - {*before}
    (book.docs / "deep/er/new.md").unlink()
    assert before == Book(book.root).pages()


def test_what_was_made_of_a_broken_file_is_made_again(book: Book) -> None:
    """Whoever catches the error depends on the file, as much as one who gets a value."""
    save(book.docs / "tea.md", "## No id\n")
    assert "malformed" == Book(book.root).once(state)
    save(book.docs / "tea.md", CLAIM.format("tea"))
    assert "well" == Book(book.root).once(state)


def state(book: Book) -> str:
    """Whether the chapters of a book can be read."""
    try:
        book.chapters()
    except BookError:
        return "malformed"
    return "well"


def test_a_book_stays_what_it_was_when_it_looked(book: Book) -> None:
    """So that one page of a site does not speak of two."""
    first = book.read(book.docs / "tea.md")
    save(book.docs / "tea.md", PAGE)
    assert first == book.read(book.docs / "tea.md") != Book(book.root).read(book.docs / "tea.md")


def test_threads_share_what_is_made(book: Book) -> None:
    """Whichever comes first makes it, and the others get the same."""
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: Book(book.root).chapters(), range(50)))
    assert {id(made[0])} == {id(one) for one in made}


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """Nothing else is left in its folder, which is made where there is none."""
    for text in ("old", "new"):
        files.replace(tmp_path / "a/b.json", text)
    assert [("b.json", "new")] == [
        (one.name, one.read_text()) for one in (tmp_path / "a").iterdir()
    ]


def test_a_file_is_the_newest_until_something_changes(tmp_path: Path) -> None:
    """A text that is saved, a file that comes or goes; JSON is what builds write."""
    folder, report = tmp_path / "docs", tmp_path / "report.json"
    (folder / "deep").mkdir(parents=True)
    page, data = folder / "deep/page.md", folder / "deep/data.json"
    page.write_text("tea")
    data.write_text("{}")
    assert not files.is_newest(report, [folder])
    report.write_text("[]")

    def date(changed: Path | None = None) -> None:
        """Let the report be the newest but for one file, which is of the same moment."""
        for path in (folder, folder / "deep", page):
            os.utime(path, (1, 1))
        for path in (report, changed or report):
            os.utime(path, (2, 2))

    date()
    assert files.is_newest(report, [folder, tmp_path / "nowhere"])
    for changed in (page, folder / "deep", folder):
        date(changed)
        assert not files.is_newest(report, [folder])
