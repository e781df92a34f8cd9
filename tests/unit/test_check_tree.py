"""What is run is shown, and what is shown is run: else the build stops, with page, line and cure.

`unseen_pages/` holds pages that the tests of sessions would pass, while a reader sees another
claim, or none; the first line of each says which error it gets.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from markdown import Markdown

from reloaded.book import ROOT, AnyTag, Book
from reloaded.errors import BookError
from reloaded.markdown import fence_preprocessor, last_look
from reloaded.markdown.check_html import check_html
from reloaded.markdown.extension import SessionExtension
from reloaded.markdown.page_errors import PageError
from reloaded.markdown.page_source import Source
from reloaded.session.chapter import parse_chapter
from reloaded.session.model import Chapter

PAGES = sorted(Path(__file__).with_name("unseen_pages").glob("*.md"))

CLAIM = "## A claim { #a-claim }\n\n```pycon\n>>> 1 + 1\n2\n```\n"

SHOWN = {
    "in a list": CLAIM.replace("```pycon", "- item\n\n    ```pycon")
    .replace("\n>>>", "\n    >>>")
    .replace("\n2\n", "\n    2\n    "),
    "a heading that claims nothing": CLAIM + "\n## Advice { .prose }\n\nDo.\n",
    "one in a div": CLAIM + '\n<div class="x" markdown>\n\n## Advice { .prose }\n\nDo.\n\n</div>\n',
    "our syntax in code": CLAIM + "\nWrite `## A claim { #its-id }`, and `>>> ` before each.\n",
    "a subheading": CLAIM + "\n### More { .prose }\n\nDo.\n",
}
"""Pages that are as they should be."""


def converted(text: str, folder: Path) -> str:
    """The HTML of a page, by all the extensions of this book."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs/page.md").write_text(text)
    config = yaml.load((ROOT / "mkdocs.yml").read_text(), AnyTag)
    listed = [one if isinstance(one, dict) else {one: {}} for one in config["markdown_extensions"]]
    settings = {name: options for one in listed for name, options in one.items()}
    del settings["reloaded.markdown"]
    names = [SessionExtension(root=str(Book(folder).root)), *settings]
    return Markdown(extensions=names, extension_configs=settings).convert(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_reader_would_not_see_stops_the_build(page: Path, tmp_path: Path) -> None:
    """The sessions' tests find no fault in the page, so the build has to."""
    text = page.read_text()
    expected = text.split("\n")[0].removeprefix("<!-- ").removesuffix(" -->")
    parse_chapter(text, tmp_path, "docs/page.md")

    with pytest.raises(PageError) as raised:
        converted(text, tmp_path)

    assert f"docs/page.md:{expected}" == raised.value.message


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_what_a_reader_sees_passes(text: str, tmp_path: Path) -> None:
    """A page with one claim has one box, and one line of interpreters below it."""
    html = converted(text, tmp_path)
    assert (1, 1) == (html.count('class="session"'), html.count('class="proofs"'))


def test_no_error_leaves_without_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in the extension, its author is told where."""
    monkeypatch.setattr(fence_preprocessor, "render", lambda *_: 1 / 0)
    with pytest.raises(PageError, match=r"docs/page.md:1: this page can't be rendered: ZeroDiv"):
        converted(CLAIM, tmp_path)


def look(html: str, *ours: str) -> None:
    """Look at a finished page with one claim, of which some blocks are ours."""
    chapter = parse_chapter(CLAIM, Path(), "docs/page.md")
    check_html(html, chapter, Source(CLAIM, "docs/page.md", None, 0), ours=ours)


def test_no_block_of_ours_takes_the_id_of_a_claim() -> None:
    """A link to the claim would lead to a question; blocks of ours are read for their ids."""
    heading, block = '<h2 id="a-claim">A claim</h2>', '<quiz-question id="a-claim"></quiz-question>'
    look(heading + block.replace("a-claim", "q-a-claim"), block.replace("a-claim", "q-a-claim"))
    for html in (heading + block, block + heading):
        with pytest.raises(BookError, match="the id #a-claim is that of a claim"):
            look(html, block)


def test_what_stands_around_a_block_of_ours_is_read() -> None:
    """Leaving the block out joins no text of the page, and hides none."""
    block = '<div class="step"><pre>&gt;&gt;&gt; 1</pre></div>'
    look(f"<p>a{block}b</p>", block)
    with pytest.raises(BookError, match="nothing types this prompt"):
        look(f"<p>a{block}&gt;&gt;&gt; 2</p>", block)
    with pytest.raises(BookError, match="this <p> is never closed"):
        look(f"<p>a{block}", block)


def test_blocks_of_ours_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not looked at while a page is built, so a page is looked at here as a whole."""

    def whole(html: str, chapter: Chapter, source: Source, **given: tuple[str, ...]) -> None:
        check_html(html, chapter, source, written=given["written"])

    monkeypatch.setattr(last_look, "check_html", whole)
    saved = '```python title="a.py"\n{}\n```\n'
    steps = (
        saved.format("x = 1 < 2") + saved.format("x = '<b>'") + "```console\n$ python a.py\n```\n"
    )
    note = '```html illustration="shown <only>"\n<h2>\n```\n'
    assert converted(CLAIM + steps + note, tmp_path)
