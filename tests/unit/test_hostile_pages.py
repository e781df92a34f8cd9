"""A page is run and shown, or it is refused by name, line and cure: by a test run and by builders.

`hostile_pages/` holds pages whose claims and fences stand where one reader of Markdown sees them
and another doesn't; `expected.toml` beside them says what becomes of each.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.utils.meta import get_data

from reloaded.book import ROOT, Book
from reloaded.markdown.check_page import extensions
from reloaded.markdown.extension import SessionExtension
from reloaded.markdown.page_errors import PageError
from tests.support.needs import needs

PAGES = Path(__file__).with_name("hostile_pages")
EXPECTED: dict[str, str] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))
RUN = sorted(name for name, outcome in EXPECTED.items() if outcome == "run")
REFUSED = sorted(EXPECTED.keys() - RUN)
ASKS = "quiz-none"
"""The page that needs the bank, which needs every other page of its book to be well-formed."""

BUILDERS = {
    "mkdocs": ("build", "--strict", "--site-dir", "site"),
    "zensical": ("build", "--strict", "--clean"),
}


def make_book(folder: Path, names: list[str]) -> Book:
    """A book of some of the pages, as this book is built; each page has ids of its own."""
    (folder / "docs/sub").mkdir(parents=True)
    (folder / "snippets").mkdir()
    (folder / "snippets/fence.py").write_text("x = 1\n```\n\n## Out { #out }\n\n```python\n")
    (folder / "docs/index.md").write_text("# Home\n")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for part in ("nav", "extra_css", "watch"):
        config = re.sub(rf"(?m)^{part}:\n(?: .*\n|\n)*", "", config)
    config = re.sub(r"(?m)^  (?:logo|favicon|custom_dir): .*\n", "", config)
    ours = "      playground: true\n"
    assert ours in config
    (folder / "mkdocs.yml").write_text(config.replace(ours, f"      root: {folder}\n"))
    for name in names:
        data = (PAGES / f"{name}.md").read_bytes()
        data = data.replace(b"a-claim", name.encode()) if EXPECTED[name] == "run" else data
        (folder / f"docs/sub/{name}.md").write_bytes(data)
    return Book(folder)


def test_every_page_is_spoken_of() -> None:
    """A page without an outcome, or an outcome without a page, would prove nothing."""
    assert sorted(EXPECTED) == sorted(page.stem for page in PAGES.glob("*.md"))
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("name", REFUSED)
def test_a_builder_refuses_what_is_not_both_run_and_shown(name: str, tmp_path: Path) -> None:
    """The extension, among those of the book, names the page, the line and the cure."""
    book = make_book(tmp_path, [name])
    page = book.docs / f"sub/{name}.md"
    text, _ = get_data(page.read_text(encoding="utf-8"))  # what MkDocs takes for the page
    names, options = extensions(book)
    md = Markdown(
        extensions=[*names, SessionExtension(root=str(book.root))], extension_configs=options
    )

    with pytest.raises(PageError) as raised:
        md.convert(text)

    assert f"docs/sub/{name}.md:{EXPECTED[name]}" == raised.value.message


@pytest.mark.parametrize("names", [[ASKS], [one for one in REFUSED if one != ASKS]])
def test_a_test_run_refuses_the_same_pages(
    names: list[str], pytester: pytest.Pytester, environments: Path
) -> None:
    """A test run says of each page what a builder says, and collects nothing of it."""
    make_book(pytester.path, names)
    pytester.makepyprojecttoml("[tool.pytest]\ntestpaths = ['docs']\n")
    (pytester.path / ".reloaded").mkdir()
    (pytester.path / ".reloaded/environments").symlink_to(environments)

    result = pytester.runpytest_inprocess(
        "-p", "reloaded.testing.plugin", "-p", "no:cacheprovider", "--collect-only", "-q"
    )

    told = set(result.outlines)
    silent = [one for one in names if f"docs/sub/{one}.md:{EXPECTED[one]}" not in told]
    assert [] == silent
    assert [] == [line for line in told if re.match(r"docs/\S+::", line)]
    assert pytest.ExitCode.INTERRUPTED == result.ret


@pytest.mark.parametrize("builder", BUILDERS)
def test_what_a_test_run_runs_is_shown_in_the_box_of_its_claim(
    builder: str, tmp_path: Path
) -> None:
    """A builder takes all the other pages, and each line of a session stands in its box."""
    with needs("beautifulsoup4"):
        from bs4 import BeautifulSoup, Tag  # noqa: PLC0415 - the other tests need none
    if builder == "zensical":
        needs("zensical")
    book = make_book(tmp_path, RUN)

    done = subprocess.run(
        [sys.executable, "-m", builder, *BUILDERS[builder]],
        cwd=book.root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stdout + done.stderr
    for name in RUN:
        html = (book.root / f"site/sub/{name}/index.html").read_text(encoding="utf-8")
        page = BeautifulSoup(html, "html.parser")
        for session in book.read(book.docs / f"sub/{name}.md").sessions:
            box = page.select_one(f"#{session.id} ~ div.session")
            assert isinstance(box, Tag), name
            shown = box.get_text()
            steps = "".join(one.text for one in session.fences if one.steps)
            assert [] == [line for line in steps.splitlines() if line.strip() not in shown], name
