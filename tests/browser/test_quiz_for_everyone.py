"""A reader answers by keyboard, in another language, on paper, or without a script."""

from __future__ import annotations

import gzip
import re

import pytest

from reloaded.book import THEME
from tests.support.banks import GOOD
from tests.support.needs import needs
from tests.support.quiz_book import Books, check, choose, question, status, visit

with needs("axe-playwright-python", "playwright"):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Browser, Page, expect


def test_a_reader_answers_by_keyboard_alone(browser: Browser, build_book: Books) -> None:
    """Arrows move, nothing is submitted by moving, Enter submits, focus goes to the verdict."""
    with visit(browser, build_book(GOOD)) as page:
        asked = question(page, "deleted-function")
        asked.locator("input[type=radio]").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert status(asked) == ""
        page.keyboard.press("Enter")
        assert re.match(r"Right|Wrong", status(asked))
        expect(asked.get_by_role("status")).to_be_focused()
        assert asked.locator("fieldset > legend").count() == 1


def test_without_a_script_each_answer_unfolds(browser: Browser, build_book: Books) -> None:
    """There is no button that does nothing."""
    with visit(browser, build_book(GOOD), java_script_enabled=False) as page:
        asked = question(page, "deleted-function")
        assert asked.locator("button").count() == 0
        expect(asked.locator(".question-claim")).to_be_visible()
        asked.locator(".question-answer summary").click()
        expect(asked.locator(".answer-right")).to_be_visible()


TRANSLATE = """() => {
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (texts.nextNode()) nodes.push(texts.currentNode);
  for (const node of nodes.filter(one => one.data.trim() && !one.parentElement.closest("script"))) {
    const font = document.createElement("font");
    node.replaceWith(font);
    font.textContent = node.data.toUpperCase();
  }
}"""
"""What a browser's translation does: each text is put into an element of its own, and changed."""


def test_a_translated_quiz_still_judges(browser: Browser, build_book: Books) -> None:
    """Right and wrong are found by the keys of options, never by what is shown."""
    with visit(browser, build_book(GOOD)) as page:
        page.evaluate(TRANSLATE)
        asked = question(page, "deleted-function")
        choose(asked, "'NEW'")
        asked.locator(".question-controls button").first.click()
        expect(asked).to_have_attribute("data-state", "wrong")
        page.evaluate(TRANSLATE)
        asked.locator(".question-controls button").filter(visible=True).first.click()
        choose(asked, "('HI', 1)")
        asked.locator(".question-controls button").first.click()
        expect(asked).to_have_attribute("data-state", "right")


def test_on_paper_the_key_comes_last(browser: Browser, build_book: Books) -> None:
    """Questions are printed without their answers, and the letters stand at the end."""
    with visit(browser, build_book(GOOD)) as page:
        page.emulate_media(media="print")
        expect(page.locator(".answer-key")).to_be_visible()
        assert page.locator(".question-answer:visible, .question-controls:visible").count() == 0
        right = page.locator(".question-option", has_text="('hi', 1)")
        place = right.evaluate("one => [...one.parentNode.querySelectorAll('label')].indexOf(one)")
        expect(page.locator(".answer-key li").first).to_contain_text("ABC"[place])


def test_predict_first_hides_outputs_until_asked(browser: Browser, build_book: Books) -> None:
    """The switch is off at first, and remembered."""
    with visit(browser, build_book(GOOD)) as page:
        output = page.locator(".session .go").first
        expect(output).to_be_visible()
        page.get_by_role("switch").check()
        expect(output).to_be_hidden()
        page.reload()
        expect(output).to_be_hidden()
        page.get_by_role("button", name="Show output").first.click()
        expect(output).to_be_visible()
        page.emulate_media(media="print")
        assert page.locator(".session .go:not(:visible)").count() == 0


ANSWER_TWENTY = """
() => [...document.querySelectorAll("quiz-question")].slice(0, 20).map(one => {
  const start = performance.now();
  one.querySelector("input").click();
  one.querySelector("button").click();
  document.body.offsetHeight;
  return performance.now() - start;
})
"""
"""Milliseconds for each of twenty answers."""


def test_two_hundred_questions_answer_at_once(browser: Browser, build_book: Books) -> None:
    """Each answer takes less than a tenth of a second, on a page with two hundred questions.

    The machine may do something else meanwhile, so the best of three visits counts.
    """
    one = GOOD.split("- id: the-call")[0]
    bank = "".join(one.replace("deleted-function", f"number-{n}") for n in range(200))
    site = build_book(bank)
    slowest = []
    for _ in range(3):
        with visit(browser, site) as page:
            slowest.append(max(page.evaluate(ANSWER_TWENTY)))
    assert min(slowest) < 100, slowest


@pytest.mark.dear("axe reads five pages")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_has_a_barrier(browser: Browser, build_book: Books, scheme: str) -> None:
    """Axe finds nothing: fresh, wrong, right, in an exam, its result, the overview."""
    site = build_book(GOOD)
    with visit(browser, site, color_scheme=scheme, reduced_motion="reduce") as page:
        states = {"fresh": violations(page)}
        choose(question(page, "deleted-function"), "'NEW'")
        check(question(page, "deleted-function"))
        choose(question(page, "same-object"), "returns old")
        check(question(page, "same-object"))
        states["checked"] = violations(page)
        page.goto(page.url.replace("/keeps/", "/quiz/exam/"))
        page.get_by_role("button", name="Start").click()
        expect(page.locator("quiz-question")).to_have_count(3)
        states["exam"] = violations(page)
        page.get_by_role("button", name="Finish").click()
        states["result"] = violations(page)
        page.goto(page.url.replace("/exam/", "/"))
        expect(page.locator("quiz-overview table")).to_be_visible()
        states["overview"] = violations(page)
    assert states == {name: [] for name in states}


def violations(page: Page) -> list[str]:
    """What axe finds in the article, by rule and place."""
    # The theme's copy buttons stand in unnamed landmarks; that is theirs to mend.
    where = {"include": [[".md-content"]], "exclude": [[".md-code__nav"]]}
    found = Axe().run(page, context=where).response["violations"]
    return [
        f"{one['id']}: {node['html'][:80]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


def test_the_script_is_small() -> None:
    """What a page with questions loads: at most 5.6 kB as it travels, its comments included."""
    texts = [(THEME / "assets" / name).read_bytes() for name in ("quiz.js", "answers.js")]

    assert sum(len(gzip.compress(text)) for text in texts) <= 5_600
