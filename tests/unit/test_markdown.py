"""The extension shows sessions as sessions, and refuses pages that are malformed."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown

from reloaded.audit.ledger import Ledger
from reloaded.audit.statements import statements
from reloaded.audit.verdicts import Verdict, written
from reloaded.book import Book
from reloaded.markdown.evidence_fold import MANY
from reloaded.markdown.extension import SessionExtension
from reloaded.markdown.page_errors import PageError
from reloaded.session.model import Outcome
from reloaded.session.run_session import Proof
from tests.support.needs import needs

with needs("beautifulsoup4"):
    from bs4 import BeautifulSoup, Tag

Render = Callable[..., BeautifulSoup]

CLAIM = """
# Prices

## Tea costs three { #tea }

Look:

```python title="prices.py"
TEA = 3
```

```pycon
>>> import prices
>>> prices.TEA
3
```

That is why.
"""

EDIT = """
Dearer:

```python title="prices.py"
TEA = 4
MILK = 1
```

```pycon
>>> for price in (1, 2):
...     print(price)
...
1
2
>>> 1 / 0
Traceback (most recent call last):
  ...
ZeroDivisionError: division by zero
```
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """An empty book."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "snippets").mkdir()
    return Book(tmp_path)


@pytest.fixture
def render(book: Book, monkeypatch: pytest.MonkeyPatch) -> Render:
    """Write a page, and build it as MkDocs would, without its front matter."""
    monkeypatch.delitem(sys.modules, "zensical", raising=False)  # another test may have loaded it

    def rendered(text: str, front: str = "") -> BeautifulSoup:
        (book.docs / "page.md").write_text(front + text)
        tabs: dict[str, dict[str, object]] = {"pymdownx.tabbed": {"alternate_style": True}}
        names = ["attr_list", "admonition", "toc", "pymdownx.superfences", *tabs]
        extension = SessionExtension(root=str(book.root))
        md = Markdown(extensions=[*names, extension], extension_configs=tabs)
        return BeautifulSoup(md.convert(text), "html.parser")

    return rendered


def one(page: Tag, selector: str) -> Tag:
    """The only element that a selector finds."""
    (found,) = page.select(selector)
    return found


def proof(book: Book, interpreter: str = "CPython 3.13.0") -> Proof:
    """A proof of the page's first session that some interpreter might have given."""
    session = book.read(book.docs / "page.md").sessions[0]
    outcomes = tuple(Outcome(step.line, "") for step in session.steps)
    return Proof(session.digest, interpreter, "3.13", "3.13.0 (main)", "Linux", outcomes)


def test_a_session_is_tied_together_from_its_first_block_to_its_last(render: Render) -> None:
    """The prose before the first block and after the last stays outside."""
    session = one(render(CLAIM), "div.session")
    assert 2 == len(session.select("pre"))
    assert "Look" not in session.get_text()
    assert "That is why" not in session.get_text()


def test_the_prose_between_two_blocks_belongs_to_the_session(render: Render) -> None:
    """A sentence such as 'now edit the file' stands within the session."""
    assert "Dearer:" in one(render(CLAIM.replace("That is why.", EDIT)), "div.session").get_text()


def test_a_file_carries_its_name_and_is_copied_whole(render: Render) -> None:
    """The name stands above the file, and the button takes all of it."""
    file = one(render(CLAIM), "div.step-file")
    assert "prices.py" == one(file, "span.filename").get_text()
    assert "TEA = 3\n" == file["data-copy"]


def test_a_prompt_is_copied_without_prompts_and_outputs(render: Render) -> None:
    """A blank line ends a compound statement, so that a prompt takes the paste."""
    prompts = render(CLAIM.replace("That is why.", EDIT)).select("div.step-pycon")
    assert "import prices\nprices.TEA\n" == prompts[0]["data-copy"]
    assert "for price in (1, 2):\n    print(price)\n\n\n1 / 0\n" == prompts[1]["data-copy"]


def test_a_file_saved_again_shows_what_changed(render: Render) -> None:
    """Removed and added lines are computed, the word 'edited' stands beside the name."""
    new, edited = render(CLAIM.replace("That is why.", EDIT)).select("div.step-file")
    assert not new.select("ins, del")
    assert ["TEA = 3"] == [line.get_text() for line in edited.select("del")]
    assert ["TEA = 4", "MILK = 1"] == [line.get_text() for line in edited.select("ins")]
    assert "edited" == one(edited, ".step-edited").get_text()
    assert "TEA = 4\nMILK = 1\n" == edited["data-copy"]


def test_a_save_in_the_same_second_says_so(render: Render) -> None:
    """The reader can tell the trap from an ordinary edit."""
    edit = EDIT.replace('title="prices.py"', 'title="prices.py" saved="same second"')
    page = render(CLAIM.replace("That is why.", edit))
    assert "edited in the same second" == one(page, ".step-edited").get_text()


def test_output_stands_back_and_the_last_line_of_a_traceback_stands_out(render: Render) -> None:
    """What people search for is marked."""
    page = render(CLAIM.replace("That is why.", EDIT))
    assert "ZeroDivisionError: division by zero" == one(page, ".gr").get_text()
    assert "3" == page.select(".go")[0].get_text()


def test_a_block_in_a_tab_is_rendered_there(render: Render) -> None:
    """Indented fences become blocks of their tab, and belong to the session."""
    tabs = textwrap.dedent(
        """
        # Page

        ## It says who it is { #who }

        === "3.13"

            ```pycon py=">=3.13"
            >>> 1
            1
            ```

        === "before"

            ```pycon py="<3.13"
            >>> 1
            1
            ```
        """
    )
    page = render(tabs)
    assert 2 == len(page.select("div.session div.tabbed-block div.step-pycon"))


def test_what_versions_leave_out_is_said(render: Render) -> None:
    """The reason for a missing version stands below the block."""
    text = CLAIM.replace("```pycon", '```pycon py=">=3.15" rest="the syntax is new"')
    expected = "Not on 3.11 to 3.14: the syntax is new"
    assert expected == one(render(text), ".step-rest").get_text()


def test_what_neighbours_show_is_not_left_out(render: Render) -> None:
    """Blocks that follow each other leave out what none of them speaks of, to the release."""
    first, second = ('```pycon py="<3.13.8"', '```pycon py=">=3.14.1" rest="it is being mended"')
    block = "\n>>> import prices\n>>> prices.TEA\n3\n```\n"
    text = CLAIM.partition("```pycon")[0] + first + block + "\n" + second + block

    expected = "Not on 3.13.8 to 3.14.0: it is being mended"
    assert expected == one(render(text), ".step-rest").get_text()


def test_an_illustration_says_why_it_is_not_executed(render: Render) -> None:
    """Nobody takes it for a proof."""
    text = CLAIM.replace("That is why.", '```toml illustration="a file of pip"\na = 1\n```')
    assert "not executed: a file of pip" == one(render(text), ".step-illustration .filename").text


def test_code_cannot_break_out_of_its_block(render: Render) -> None:
    """Markup in files, prompts and outputs is text, in the copied attribute too."""
    evil = "</code><script>alert('x')</script>"
    text = CLAIM.replace("TEA = 3", f'TEA = "{evil}"').replace("3\n```", f"{evil}\n```", 1)
    page = render(text)
    assert not page.select("script")
    assert 2 == page.get_text().count(evil)


def test_a_session_that_was_not_run_says_so(render: Render) -> None:
    """Without a report nothing else breaks."""
    assert "not verified in this build" == one(render(CLAIM), ".proofs").get_text()


def test_a_badge_names_the_interpreters_and_the_missing_ones(book: Book, render: Render) -> None:
    """It is read from the report that the tests left."""
    render(CLAIM)
    book.report.write(proof(book))
    book.report.write(proof(book, "PyPy 8.0.1"))
    expected = "proved on 3.13 · PyPy · Linux · not run on 3.11 3.12 3.14 3.15"
    assert expected == one(render(CLAIM), ".proofs summary").get_text()


def test_a_contradicted_claim_says_so_and_warns(
    book: Book, render: Render, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader sees where, and `mkdocs build --strict` fails for a warning of its logger."""
    render(CLAIM)
    holds = proof(book, "CPython 3.12.1")
    wrong = replace(proof(book), outcomes=(Outcome(8, ""), Outcome(14, "4", "no"), Outcome(15, "")))
    book.report.write(holds)
    book.report.write(wrong)
    shown = one(render(CLAIM), ".proofs").get_text()
    assert shown.startswith(
        "contradicted on 3.13 (line 14) · proved on 3.12 · Linux · not run on 3.11"
    )
    (warning,) = caplog.records
    assert warning.name.startswith("mkdocs.")
    told = 'docs/page.md:14: CPython 3.13.0 contradicts #tea; run pytest "docs/page.md::tea"'
    assert warning.getMessage().startswith(told)


def test_a_changed_session_loses_its_badge(book: Book, render: Render) -> None:
    """A proof is of this very session, wherever it stands on the page."""
    render(CLAIM)
    book.report.write(proof(book))
    moved = CLAIM.replace("Look:", "Look here:\n\nand here:")
    assert "proved on 3.13" in one(render(moved), ".proofs").get_text()
    changed = CLAIM.replace("TEA = 3", "TEA = 3.0")
    assert "not verified in this build" == one(render(changed), ".proofs").get_text()


def test_a_detail_of_cpython_is_called_one(book: Book, render: Render) -> None:
    """A reader on another implementation is not misled."""
    text = CLAIM.replace("{ #tea }", "{ #tea .cpython }")
    render(text)
    book.report.write(proof(book))
    assert one(render(text), ".proofs summary").get_text().endswith("a detail of CPython")


@pytest.mark.parametrize("front", ["", "---\ntitle: Prices\n---\n\n"])
def test_a_malformed_page_stops_the_build_with_file_and_line(render: Render, front: str) -> None:
    """The line is that of the file, front matter included, and the message is one line."""
    broken = CLAIM.replace("```pycon", "```python")
    line = 12 + front.count("\n")
    with pytest.raises(PageError) as raised:
        render(broken, front)
    assert raised.value.message.startswith(f"docs/page.md:{line}: nothing checks this ```python")
    assert "\n" not in raised.value.message


def test_a_malformed_page_fails_a_strict_build_in_one_line(book: Book) -> None:
    """The builder prints the file and the line, and no traceback."""
    (book.docs / "index.md").write_text(CLAIM.replace("```pycon", "```python"))
    options = {"reloaded.markdown": {"root": str(book.root)}}
    config = {"site_name": "Tea", "markdown_extensions": ["attr_list", options]}
    (book.root / "mkdocs.yml").write_text(json.dumps(config))
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict"]
    done = subprocess.run(command, cwd=book.root, capture_output=True, text=True, check=False)
    assert 1 == done.returncode
    assert "Error: docs/index.md:12: nothing checks this ```python fence" in done.stderr
    assert "Traceback" not in done.stderr


def test_all_claims_are_listed_with_links_and_badges(book: Book, render: Render) -> None:
    """The list starts its links from the page that it stands in."""
    (book.docs / "reload").mkdir()
    (book.docs / "reload" / "tea.md").write_text(CLAIM)
    page = render("# All\n\n<!-- all claims -->\n")
    assert "../reload/tea/" == one(page, "h2 a")["href"]
    assert "../reload/tea/#tea" == one(page, "li a")["href"]
    assert "not verified in this build" == one(page, "small.proofs").get_text()


def test_a_text_that_is_no_page_is_rendered_too(book: Book) -> None:
    """A builder may convert a fragment, which has no file."""
    md = Markdown(extensions=["attr_list", SessionExtension(root=str(book.root))])
    assert "<p>hello</p>" == md.convert("hello")


ERROR = """
# Prices

## It fails { #fails }

```pycon
>>> 1 / 0
Traceback (most recent call last):
  ...
ZeroDivisionError: division by zero
```
"""


def test_all_messages_are_listed_by_exception(book: Book, render: Render) -> None:
    """A reader finds the claim by the last line of a traceback."""
    (book.docs / "fails.md").write_text(ERROR)
    page = render("# Messages\n\n<!-- all error messages -->\n")
    assert "ZeroDivisionError" == one(page, "h2 code").get_text()
    assert "ZeroDivisionError: division by zero" == one(page, "li code").get_text()
    assert "../fails/#fails" == one(page, "li a")["href"]


def test_a_page_ends_with_what_stands_behind_its_words(book: Book, render: Render) -> None:
    """A fold tells what was executed, what is cited and what is advice; without verdicts, none."""
    assert [] == render(CLAIM).select(".grounds")  # and the page is on disk now
    ledger = Ledger(book)
    proving = next(iter(ledger.evidence.references))
    said = [one.text for one in statements(ledger.evidence.bank, book.docs / "page.md")]
    why = next(one for one in said if one.startswith("That is why"))
    file = ledger.file(book.docs / "page.md")
    file.parent.mkdir(parents=True)
    for verdict, expected in (
        (Verdict(why, proved=(proving,)), "1 executed"),
        (Verdict(why, cited="PEP 328"), "1 cited"),
        (Verdict(why, judgement="advice"), "1 advice"),
    ):
        file.write_text(written([(verdict, ())]))
        fold = one(render(CLAIM), ".grounds")
        assert expected in one(fold, "summary").get_text()
        assert why.replace("`", "") in one(fold, "li").get_text()
    file.write_text(written([(Verdict(why, proved=("tea@00000000",)), ())]))
    assert [] == render(CLAIM).select(".grounds")


@pytest.mark.parametrize(("rows", "items"), [(MANY, MANY), (MANY + 1, 1)])
def test_many_cells_behind_which_one_thing_stands_are_told_in_a_line(
    rows: int, items: int, book: Book, render: Render
) -> None:
    """A table of hundreds of words, which a test compares, doesn't fill the end of its page."""
    table = "".join(f"| {row} | yes |\n" for row in range(rows))
    page = f"{CLAIM}\n## Table {{ .prose }}\n\n| a | b |\n|---|---|\n{table}"
    render(page)  # and it is on disk now
    ledger = Ledger(book)
    proving = (next(iter(ledger.evidence.references)),)
    cells = [
        one.text
        for one in statements(ledger.evidence.bank, book.docs / "page.md")
        if one.kind == "cell"
    ]
    file = ledger.file(book.docs / "page.md")
    file.parent.mkdir(parents=True)
    file.write_text(written((Verdict(one, proved=proving), ()) for one in cells))

    fold = one(render(page), ".grounds")

    assert f"{rows} executed" in one(fold, "summary").get_text()
    assert items == len(fold.select("li"))


def test_only_what_has_a_colour_is_an_element(render: Render) -> None:
    """A page has thousands of names and blanks, which look like any other text."""
    code = one(render(CLAIM), ".step-pycon code")
    assert not code.select(".n, .w, span:not([class])")
    assert code.select(".gp, .kn, .nn, .o, .go")


def test_wordings_are_not_shown(render: Render) -> None:
    """They are for who asks, not for who reads; the answer in short is a paragraph."""
    above = "**In short:** Three.\n\n```asked\nwhat does tea cost\n```\n\n"
    page = render(CLAIM.replace("Look:", above))
    assert "what does tea cost" not in page.get_text()
    assert "In short: Three." == one(page, "h2 + p").get_text()
