"""The built site holds nothing but what was executed, leads nowhere wrong and asks nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reloaded.ask import index
from reloaded.book import Book
from reloaded.pyodide.published_scripts import ADDRESS, SCRIPTS
from reloaded.quiz.bank import Bank
from reloaded.session.model import (
    Chapter,
    Command,
    DeleteFile,
    Fence,
    Prompt,
    SaveFile,
    Step,
    Tree,
)
from tests.support.needs import needs

with needs("beautifulsoup4"):
    from reloaded.markdown.built_site import Page, Site, differences

PUBLISHED = Path(__file__).with_name("addresses.txt")
"""Every page, claim and question that readers may have a link to, an address a line."""


@pytest.fixture(scope="module")
def chapters() -> list[Chapter]:
    """The pages of the book."""
    return Book().chapters()


def url(chapter: Chapter) -> str:
    """Where a page of the book stands on the site."""
    path = "/" + chapter.path.removeprefix("docs/").removesuffix(".md")
    return path.removesuffix("index") if path.endswith("/index") else path + "/"


def shown(fence: Fence) -> str:
    """What a reader should see of a fence, put together from the steps that are run."""
    return "".join(map(as_typed, fence.steps)) if fence.steps else fence.text


def as_typed(step: Step) -> str:
    """A step as it looks on the screen of whoever does it."""
    match step:
        case SaveFile():
            return step.text
        case DeleteFile():
            return f"$ rm {' '.join(step.paths)}\n"
        case Prompt():
            return ">>> " + step.source.replace("\n", "\n... ") + "\n" + step.expected
        case Command():
            return "$ " + step.source.replace("\n", "\n> ") + "\n" + step.expected
        case Tree():
            return step.expected
    raise AssertionError(step)


def bare(blocks: list[str]) -> list[str]:
    """Blocks without the blanks at the ends of their lines, which a screen does not show."""
    return ["\n".join(line.rstrip() for line in block.split("\n")) for block in blocks]


def test_every_page_of_the_book_is_on_the_site(site: Site, chapters: list[Chapter]) -> None:
    """A page is built for each file in docs/, and for nothing else."""
    assert sorted(map(url, chapters)) == sorted(site.pages)


def test_every_code_block_was_executed(site: Site, chapters: list[Chapter]) -> None:
    """A code block on a page is a step of a session or a marked illustration, to the letter."""
    for chapter in chapters:
        blocks = [fence for fence in chapter.fences if fence.language not in ("picture", "asked")]
        expected = bare([shown(fence) for fence in blocks])
        assert expected == bare(site.pages[url(chapter)].code_blocks())


def test_every_code_block_of_a_question_was_executed(site: Site) -> None:
    """A question shows its session, then what was printed, then what proves each statement."""
    questions = {question.id: question for question in Bank(Book()).questions}
    seen = set()
    for page in site.pages.values():
        for name, blocks in page.question_blocks().items():
            question = questions[name]
            asked = [shown(fence) for fence in question.session.fences]
            proofs = [
                shown(fence)
                for option in question.options
                if option.session and option.accepted is None
                for fence in option.session.fences[len(asked) :]
            ]
            begins, rest = blocks[: len(asked)], blocks[len(asked) + bool(question.hole) :]
            assert bare(asked) == bare(begins), name
            assert sorted(bare(proofs)) == sorted(bare(rest)), name
            seen.add(name)
    assert seen == set(questions)


def test_every_question_is_shown_once(site: Site) -> None:
    """On one page of the book, and nowhere again."""
    shown = [name for page in site.pages.values() for name in page.question_blocks()]
    assert sorted(question.id for question in Bank(Book()).questions) == sorted(shown)


def test_the_index_leads_to_every_question(site: Site) -> None:
    """Each entry has its question's id, names it and leads to it; `test_no_link_…` follows it."""
    index = site.pages["/quiz/bank/"].article
    headings, lists = index.select("h2 > a:first-child"), index.select("ol")
    for heading, entries in zip(headings, lists, strict=True):
        page, _, anchor = str(heading["href"]).partition("#")
        assert anchor == "check-yourself"
        for entry in entries.select("li"):
            link = entry.select_one("a")
            assert link
            assert f"{page}#{entry['id']}" == link["href"]
            assert link.get_text().strip()
    ids = [str(entry["id"]) for entry in index.select("ol > li")]
    assert [f"q-{question.id}" for question in Bank(Book()).questions] == ids


def test_every_picture_is_drawn(site: Site, chapters: list[Chapter]) -> None:
    """A session that asks for a picture has a strip of frames, and no other has one."""
    for chapter in chapters:
        strips = site.pages[url(chapter)].article.select(".memory-strip")
        assert len(strips) == sum(session.picture is not None for session in chapter.sessions)
        assert all(strip.select(".memory-frame > svg.memory > desc") for strip in strips)


def test_every_claim_has_its_badge(site: Site, chapters: list[Chapter]) -> None:
    """Each claim of a page stands under its id, with a session and a line below it."""
    for chapter in chapters:
        page = site.pages[url(chapter)]
        ids = [session.id for session in chapter.sessions]
        assert ids == page.claims()
        assert len(ids) == len(page.article.select("p.proofs, details.proofs"))


def test_every_level_two_heading_is_a_claim_or_prose(site: Site) -> None:
    """No heading slips through as a claim that nothing proves."""
    for page in site.pages.values():
        for heading in page.article.find_all("h2"):
            proved = str(heading.get("id")) in page.claims()
            assert proved or "prose" in heading.get_attribute_list("class"), heading


def test_the_list_of_claims_is_complete(site: Site, chapters: list[Chapter]) -> None:
    """The page of all claims links to each of them, with its badge."""
    page = site.pages["/reference/claims/"]
    links = {link.rpartition("#")[2] for link in page.links()}
    ids = {session.id for chapter in chapters for session in chapter.sessions}
    assert ids <= links
    assert len(ids) == len(page.article.select("small.proofs"))


def test_no_link_leads_nowhere(site: Site) -> None:
    """Internal links and their anchors hold."""
    assert [] == list(site.broken_links())


def test_every_published_address_still_leads_somewhere(site: Site) -> None:
    """Readers keep links; where a claim moves, its old anchor stays on a page that leads on."""
    assert [] == list(site.lost(PUBLISHED.read_text(encoding="utf-8").split()))


def test_every_address_is_published(site: Site) -> None:
    """A new page, claim or question has a line in the list, so that it stays where it is."""
    published = set(PUBLISHED.read_text(encoding="utf-8").split())
    new = [one for one in site.addresses() if one not in published]
    assert [] == new, f"add these lines to tests/site/{PUBLISHED.name}"


def test_a_lost_address_is_seen(tmp_path: Path) -> None:
    """A page that is gone, and an anchor; an anchor that was kept beside the new one is not."""
    html = '<article><h2 id="new">x</h2><a id="kept"></a></article>'
    (tmp_path / "index.html").write_text(html)
    site = Site(tmp_path)
    assert ["/", "/#new"] == site.addresses()
    assert ["/gone/", "/#gone"] == list(site.lost(["/", "/#new", "/#kept", "/gone/", "/#gone"]))


def test_no_page_asks_another_machine(site: Site) -> None:
    """Pages and style sheets load nothing from a third party."""
    assert [] == list(site.external_requests())


def test_the_repository_is_not_named_to_the_theme(site: Site) -> None:
    """With a repo_url the theme's script asks the repository's host for its stars."""
    for page in site.pages.values():
        assert not page.soup.select("[data-md-component=source]")


def test_the_copy_button_takes_code_alone(site: Site) -> None:
    """What a prompt's copy button takes has neither prompts nor outputs."""
    block = site.pages["/"].article.select("div.step-pycon")[-1]
    copied = str(block["data-copy"]).splitlines()
    assert ["from importlib import reload", "reload(greetings)"] == copied[:2]
    assert ["greetings.WELCOME", "greetings.hello()"] == copied[2:]


def test_every_page_is_in_the_navigation() -> None:
    """The reading order names each file in docs/ once."""
    book = Book()
    files = sorted(page.relative_to(book.docs).as_posix() for page in book.docs.rglob("*.md"))
    assert files == sorted(book.navigation())


def test_every_snippet_is_used(chapters: list[Chapter]) -> None:
    """A file in snippets/ that no page embeds is dead."""
    used = {name for chapter in chapters for name in chapter.snippets}
    folder = Book().snippets
    files = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    assert used == {file.as_posix() for file in files if not file.parts[0].startswith(".")}


PAGE = "<article><pre><code>a = 1\n<del>b = 2</del>\nc = 3\n</code></pre>{}</article>"


def test_removed_lines_are_not_part_of_a_block() -> None:
    """An edit shows what it removes, but the file does not hold it."""
    assert ["a = 1\nc = 3\n"] == Page("/", PAGE).code_blocks()


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<img src="//img.example/x.png">',
        '<link rel="stylesheet" href="https://fonts.example/css">',
        "<style>@import 'https://fonts.example/css';</style>",
    ],
)
def test_a_request_to_another_machine_is_seen(html: str) -> None:
    """The scan finds scripts, images, style sheets and imports of styles."""
    assert [html] == [html for _ in Page("/", PAGE.format(html)).requests()]


def test_a_link_to_elsewhere_is_no_request() -> None:
    """A browser follows a link only when the reader does."""
    html = (
        '<a href="https://docs.example/">x</a><link rel="canonical" href="https://book.example/">'
    )
    assert [] == list(Page("/", PAGE.format(html)).requests())


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    """A missing page and a missing anchor are two different lines."""
    (tmp_path / "index.html").write_text(
        '<a href="gone/">x</a><a href="#gone">y</a><a href=".">z</a>'
    )
    assert [
        "/ links to gone/, which is not there",
        "/ links to #gone, which has no such anchor",
    ] == list(Site(tmp_path).broken_links())


def copies(script: Path, folder: Path) -> int:
    """How many files of a site have the text of a script."""
    return sum(file.read_bytes() == script.read_bytes() for file in folder.rglob("*.js"))


def test_a_script_with_an_address_of_its_own_is_published_once(site: Site, tmp_path: Path) -> None:
    """Not in the theme's folder, too; one of them has the address of the runtime written in."""
    for name in ("a.js", "one.js", "other.js"):
        (tmp_path / name).write_text("export {};")

    found = {
        file.name: copies(file, site.folder)
        for file in [*SCRIPTS.glob("*.js"), *index.SCRIPTS.glob("*.js")]
    }
    assert found == dict.fromkeys(found, 1) | {ADDRESS: 0}
    assert 3 == copies(tmp_path / "a.js", tmp_path)


def test_two_builds_are_compared_block_by_block(tmp_path: Path) -> None:
    """A lost page and a changed block are told, and a link; equal builds differ in nothing."""
    for name, code, link in (
        ("one", "a = 1", "b/"),
        ("same", "a = 1", "b/"),
        ("other", "a = 2", "../b/"),
    ):
        (tmp_path / name / "more").mkdir(parents=True)
        html = f'<article><pre>{code}</pre><a href="{link}">b</a></article>'
        (tmp_path / name / "index.html").write_text(html)
    (tmp_path / "one" / "more" / "index.html").write_text("")
    (tmp_path / "same" / "more" / "index.html").write_text("")
    one = Site(tmp_path / "one")
    assert [] == list(differences(one, Site(tmp_path / "same")))
    assert [
        "/ leads to /b/ in one of the two",
        "/ leads to /site/b/ in one of the two",
        "/: 1 code blocks, and 1",
        f"/more/ is only in {tmp_path / 'one'}",
    ] == list(differences(one, Site(tmp_path / "other")))
