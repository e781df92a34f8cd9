"""A reader answers questions in a browser, and is told what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reloaded.quiz.reading import parse_questions
from tests.support.banks import GOOD, HOSTILE
from tests.support.needs import needs
from tests.support.quiz_book import Books, check, choose, question, status, visit

with needs("playwright"):
    from playwright.sync_api import Browser, Locator, expect


def test_a_reader_answers_with_the_mouse(browser: Browser, build_book: Books) -> None:
    """Wrong, with the claim to read; again; right; and typed answers to the letter."""
    with visit(browser, build_book(GOOD)) as page:
        asked = question(page, "deleted-function")
        expect(asked.locator(".question-claim")).to_be_hidden()  # its heading may be the answer
        check(asked)
        assert "first" in status(asked)
        choose(asked, "'NEW'")
        check(asked)
        expect(asked.locator(".question-claim")).to_be_visible()
        assert status(asked).startswith("Wrong.")
        link = asked.get_by_role("status").locator("a")
        assert (link.get_attribute("href") or "").endswith("#deleted-names-survive")
        expect(asked.locator(".question-answer")).to_have_attribute("open", "")
        expect(asked.get_by_role("status")).to_be_focused()
        asked.get_by_role("button", name="Try again").click()
        choose(asked, "('hi', 1)")
        check(asked)
        assert status(asked) == "Right."

        typed = question(page, "the-call")
        typed.locator("input[type=text]").fill("Reload")
        check(typed)
        assert status(typed).startswith("Wrong.")
        typed.get_by_role("button", name="Try again").click()
        typed.locator("input[type=text]").fill("reload ")
        check(typed)
        assert status(typed) == "Right."


def test_half_a_selection_is_half_right(browser: Browser, build_book: Books) -> None:
    """A wrong choice takes away what a right one gives."""
    bank = GOOD.replace("kind: choose", "kind: select").replace(
        '`NAME` is `greet.NAME`"', '`NAME is not greet.NAME`"'
    )
    bank = bank.replace("NAME is greet.NAME\n        False", "NAME is not greet.NAME\n        True")
    with visit(browser, build_book(bank)) as page:
        asked = question(page, "same-object")
        choose(asked, "returns old")
        check(asked)
        assert status(asked).startswith("Partly right: 50 %.")


def test_hostile_text_is_text(browser: Browser, build_book: Books) -> None:
    """Whatever a bank holds is shown as it is, and runs nothing."""
    bank = HOSTILE.replace("LONG", "x" * 10_000)
    with visit(browser, build_book(bank)) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        asked = question(page, "hostile")
        texts = [one.text for one in parse_questions(bank, Path(), "bank")[0].options]
        shown = asked.locator(".question-option code").all_text_contents()
        assert sorted(shown) == sorted(texts)
        assert page.locator(".quiz script:not([type=module]), .quiz img, .quiz b").count() == 0
        choose(asked, "]]>")
        check(asked)
        assert status(asked) == "Right."


def test_a_page_may_ask_where_it_likes(build_book: Books) -> None:
    """A `quiz` fence takes questions from the end of the chapter; an unknown one is told."""
    fence = "\n```quiz\nthe-call\n```\n"
    html = (build_book(GOOD, fence) / "keeps/index.html").read_text()
    assert html.count('id="q-the-call"') == 1
    assert html.index('id="q-the-call"') < html.index('id="check-yourself"')

    with pytest.raises(AssertionError, match=r"keeps\.md:11: the bank has no question the-cal;"):
        build_book(GOOD, fence.replace("the-call", "the-cal"))


def order(asked: Locator) -> list[str]:
    """The options as they stand on the page."""
    return asked.locator(".question-option").all_text_contents()


def test_options_have_another_order_at_each_showing(browser: Browser, build_book: Books) -> None:
    """At each visit and at each new try; the keyboard meets them as they are shown."""
    with visit(browser, build_book(GOOD)) as page:
        asked = question(page, "deleted-function")
        seen = set()
        for _ in range(20):
            seen.add(tuple(order(asked)))
            check_any(asked)
            asked.get_by_role("button", name="Try again").click()
        assert len(seen) > 1
        assert 1 == len({frozenset(one) for one in seen})
        values = asked.locator("input[type=radio]").evaluate_all("all => all.map(one => one.value)")
        asked.locator("input[type=radio]").first.focus()
        page.keyboard.press("ArrowDown")
        assert values[1] == asked.locator("input:checked").get_attribute("value")


def check_any(asked: Locator) -> None:
    """Give whatever stands first."""
    asked.locator("input[type=radio]").first.check()
    check(asked)


def test_the_answer_begins_with_what_was_chosen(browser: Browser, build_book: Books) -> None:
    """Then comes what is right, and then the others."""
    with visit(browser, build_book(GOOD)) as page:
        asked = question(page, "deleted-function")
        choose(asked, "'NEW'")
        check(asked)
        first, second, _ = asked.locator(".answers > li").all_text_contents()
        assert "'NEW'" in first
        assert "('hi', 1)" in second


def test_an_answer_in_no_list_is_not_called_wrong(browser: Browser, build_book: Books) -> None:
    """It is offered to be run, with every line of the question, and is not kept."""
    with visit(browser, build_book(GOOD)) as page:
        asked = question(page, "the-call")
        asked.locator("input[type=text]").fill("__import__('importlib').reload")
        check(asked)
        link = asked.get_by_role("link", name="Run it in the playground")
        expect(link).to_be_visible()
        assert status(asked).startswith("Not in my list, so I can't tell, and it doesn't count.")
        assert asked.locator(".question-answer[open]").count() == 0
        assert page.evaluate("localStorage.getItem('a-book')") is None
        steps = page.evaluate(
            """async (url) => {
              const { unlisted } = document.querySelector("script[data-unlisted]").dataset;
              const scripts = new URL(unlisted, location.href);
              const { unpack } = await import(new URL("share.js", scripts));
              return unpack(new URL(url).hash);
            }""",
            link.evaluate("one => one.href"),
        )
        typed = [one.get("source", one.get("text", "")) for one in steps]
        assert any("__import__('importlib').reload" in one for one in typed)
        assert not any("???" in one for one in typed)
        asked.locator("input[type=text]").fill("reload")
        check(asked)
        assert status(asked).startswith("Right.")


def test_an_answer_that_no_browser_can_run_has_no_link(browser: Browser, build_book: Books) -> None:
    """Where the page has no steps for the playground, the reader is sent to a Python."""
    with visit(browser, build_book(GOOD)) as page:
        asked = question(page, "the-call")
        asked.evaluate("one => one.dataset.steps = ''")
        asked.locator("input[type=text]").fill("__import__('importlib').reload")
        check(asked)
        expect(asked.get_by_text("Run the lines above, with")).to_be_visible()
        assert 0 == asked.get_by_role("link", name="Run it in the playground").count()


def test_the_letters_of_the_answer_are_those_of_the_options(
    browser: Browser, build_book: Books
) -> None:
    """Whatever order both have: who reads B in the answer finds B above."""
    with visit(browser, build_book(GOOD)) as page:
        asked = question(page, "deleted-function")
        choose(asked, "'NEW'")
        check(asked)
        keys = asked.locator("input[type=radio]").evaluate_all("all => all.map(one => one.value)")
        letters = asked.locator(".answers > li").evaluate_all(
            "all => all.map(one => [one.dataset.key, one.value])"
        )
        assert dict(letters) == {key: number for number, key in enumerate(keys, 1)}
