"""A person in trouble asks in a browser: by mouse, by keyboard alone, on a phone, from a link."""

from __future__ import annotations

import pytest

from tests.support.needs import needs

with needs("axe-playwright-python", "playwright"):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Browser, Page, ViewportSize, expect

NARROW = ViewportSize(width=320, height=700)

QUESTION = "from import still old value after reload"

MOST_MILLISECONDS = 50
"""From a key to its answers, the index being there."""


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    """The page with the box, and nothing typed yet."""
    opened = browser.new_context().new_page()
    opened.goto(f"{address}/ask/")
    return opened


def box(page: Page) -> None:
    """Focus the field."""
    page.get_by_label("What happens").focus()


def test_nothing_is_loaded_before_focus(page: Page) -> None:
    """Who only reads pays for one small script."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    loaded = [url.rpartition("/")[2] for url in asked if "/ask-" in url]
    assert ["box.js"] == loaded
    box(page)
    page.locator("ask-box").evaluate("box => box.load().then(() => null)")
    names = {url.rpartition("/")[2] for url in asked if "/ask-" in url}
    assert {"box.js", "rank.js", "words.js", "minisearch.js", "index.json"} <= names
    home = page.url.split("/ask/")[0]
    assert all(url.startswith(home) for url in asked)


def test_answers_come_as_one_types_and_are_reached_by_keyboard(page: Page) -> None:
    """The count is read aloud; arrows lead into the answers and back; Escape leaves and empties."""
    box(page)
    page.keyboard.type(QUESTION)
    links = page.locator("ask-box li a")
    expect(links.first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("answers")
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    field = page.get_by_label("What happens")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(field).to_have_value(QUESTION)
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(links).to_have_count(0)


def test_an_answer_leads_to_its_claim(page: Page) -> None:
    """Enter takes the first."""
    box(page)
    page.keyboard.type(QUESTION)
    first = page.locator("ask-box li a").first
    expect(first).to_be_visible()
    target = first.evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)
    expect(page.locator(f"[id='{target.split('#')[1]}']")).to_be_visible()


def test_a_link_asks_and_a_paste_stays_here(browser: Browser, address: str) -> None:
    """A short question is in the address; what has several lines never is."""
    page = browser.new_context().new_page()
    page.goto(f"{address}/ask/#q=reload%20keeps%20deleted%20function")
    expect(page.locator("ask-box li a").first).to_be_visible()
    field = page.get_by_label("What happens")
    field.fill("Traceback\nImportError: secret")
    expect(field).to_have_value("Traceback\nImportError: secret")
    assert "#q" not in page.url
    field.fill("reload does nothing")
    assert page.url.endswith("#q=reload%20does%20nothing")
    page.goto(f"{address}/ask/#q=%E0%A4%A")
    expect(page.get_by_label("What happens")).to_have_value("")


def test_what_the_book_lacks_is_said(page: Page) -> None:
    """And markup in a question is text."""
    box(page)
    page.keyboard.type("<b>nginx</b> kubernetes")
    status = page.get_by_role("status")
    expect(status).to_contain_text("The book has no answer to this. No page of the book speaks of")
    expect(status).to_contain_text("nginx, kubernetes")
    expect(page.locator("ask-box b")).to_have_count(0)


def test_an_answer_is_there_at_once(page: Page) -> None:
    """With the whole index."""
    took = page.evaluate(
        """async question => {
          const box = document.querySelector("ask-box"), look = await box.load();
          look(question);
          const times = [];
          for (let end = 1; end <= question.length; end += 1) {
            const start = performance.now();
            box.show(look(question.slice(0, end)));
            times.push(performance.now() - start);
          }
          return times.sort((a, b) => a - b).at(Math.floor(times.length * 0.9));
        }""",
        QUESTION,
    )
    assert took < MOST_MILLISECONDS


def test_it_fits_a_narrow_screen_and_axe_finds_nothing(browser: Browser, address: str) -> None:
    """At 320 pixels, in both schemes, with answers shown."""
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport=NARROW, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{address}/ask/")
        box(page)
        page.keyboard.type(QUESTION)
        expect(page.locator("ask-box li a").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(page, context="ask-box")
        assert 0 == found.violations_count, found.generate_report()


def test_without_the_index_it_says_so(page: Page) -> None:
    """A deploy may have taken it away; the next key tries again."""
    page.route("**/index.json", lambda route: route.abort())
    box(page)
    page.keyboard.type("reload")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    page.unroute("**/index.json")
    page.keyboard.type(" twice")
    expect(page.locator("ask-box li a").first).to_be_visible()


PASTE = """\
Traceback (most recent call last):
  File "/home/ann/shop/till.py", line 1, in <module>
    import utils
ModuleNotFoundError: No module named 'utils'
"""


def test_a_pasted_traceback_gets_its_causes(page: Page) -> None:
    """The line that tells, what it means, the likeliest cause first, and the claim behind it."""
    page.get_by_label("What happens").fill(PASTE)
    found = page.locator("ask-box .ask-message")
    expect(found.locator("> code")).to_have_text("ModuleNotFoundError: No module named 'utils'")
    expect(found.locator("> ol > li").first).to_contain_text("Remedy:")
    expect(found.locator("> ol > li").first).to_contain_text("By what you pasted:")
    expect(found.locator("a").first).to_be_visible()
    assert "#q" not in page.url
