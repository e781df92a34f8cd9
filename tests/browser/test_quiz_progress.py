"""A reader comes back later: what was answered is kept on the device, and read with care."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.banks import GOOD
from tests.support.needs import needs
from tests.support.quiz_book import RECORD, Books, check, choose, question, status, visit

with needs("playwright"):
    from playwright.sync_api import Browser, expect


def test_an_answer_is_there_after_a_reload(browser: Browser, build_book: Books) -> None:
    """With its verdict; another question above it moves nothing, and a new wording starts anew."""
    site = build_book(GOOD)
    with visit(browser, site) as page:
        asked = question(page, "the-call")
        asked.locator("input[type=text]").fill("reload")
        check(asked)
        page.reload()
        assert status(asked) == "Right."
        assert asked.locator("input[type=text]").input_value() == "reload"

        above = GOOD.split("- id: the-call")[0].replace("deleted-function", "another", 1)
        build_book(above + GOOD)
        page.reload()
        assert status(asked) == "Right."
        assert status(question(page, "another")) == ""

        build_book(GOOD.replace("importlib.???(greet)", "importlib.???( greet)"))
        page.reload()
        assert status(asked) == ""


@pytest.mark.dear("each value is put before a quiz of its own")
@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "[]",
        "null",
        '"text"',
        '{"answers": 5}',
        '{"answers": {"the-call": {"digest": 1}}}',
        '{"answers": {"the-call": {"digest": "x", "given": [], "score": 0, "box": 99, "at": 0}}}',
    ],
)
def test_a_broken_store_breaks_no_quiz(browser: Browser, build_book: Books, kept: str) -> None:
    """What cannot be read is put aside, and answers are kept from then on."""
    with visit(browser, build_book(GOOD)) as page:
        page.evaluate("text => localStorage.setItem('a-book', text)", kept)
        page.reload()
        asked = question(page, "the-call")
        asked.locator("input[type=text]").fill("reload")
        check(asked)
        assert status(asked) == "Right."
        page.reload()
        assert status(asked) == "Right."


@pytest.mark.parametrize(
    "trouble",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})",
    ],
)
def test_a_full_or_blocked_store_is_told(browser: Browser, build_book: Books, trouble: str) -> None:
    """The quiz goes on, and says that nothing is kept."""
    site = build_book(GOOD)
    with visit(browser, site) as page:
        page.add_init_script(trouble)
        page.reload()
        asked = question(page, "the-call")
        asked.locator("input[type=text]").fill("reload")
        check(asked)
        assert status(asked) == "Right. This browser keeps no progress."


def test_nothing_is_kept_for_a_book_without_a_name(browser: Browser, build_book: Books) -> None:
    """It would be found by every other such book of the host."""
    site = build_book(GOOD)
    file = site / "keeps/index.html"
    file.write_text(file.read_text().replace("data-book", "data-no-book"))
    with visit(browser, site) as page:
        asked = question(page, "the-call")
        asked.locator("input[type=text]").fill("reload")
        check(asked)
        assert status(asked) == "Right. This browser keeps no progress."
        keys = page.evaluate("Object.keys(localStorage)")
        assert [] == [key for key in keys if not key.startswith("/.__")]  # the theme's own


def test_foreign_entries_are_left_alone(browser: Browser, build_book: Books) -> None:
    """Other sites of the same host keep theirs."""
    with visit(browser, build_book(GOOD)) as page:
        page.evaluate("localStorage.setItem('other', 'theirs')")
        choose(question(page, "same-object"), "returns old")
        check(question(page, "same-object"))
        assert page.evaluate("localStorage.getItem('other')") == "theirs"


def test_progress_leaves_and_comes_back_as_a_file(
    browser: Browser, build_book: Books, tmp_path: Path
) -> None:
    """Exported, reset, and imported again; what is due can be asked for."""
    with visit(browser, build_book(GOOD)) as page:
        choose(question(page, "same-object"), "is greet.NAME")
        check(question(page, "same-object"))
        page.goto(page.url.replace("/keeps/", "/quiz/"))
        said = page.locator("quiz-overview > .question-status")
        expect(said).to_contain_text("1 of 3 questions answered, 1 due")
        with page.expect_download() as download:
            page.get_by_role("button", name="Export").click()
        file = tmp_path / "progress.json"
        download.value.save_as(file)
        assert list(json.loads(file.read_text())["answers"]) == ["same-object"]
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Reset").click()
        expect(said).to_contain_text("0 of 3")
        page.locator("quiz-overview input[type=file]").set_input_files(file)
        expect(said).to_contain_text("1 answers taken over")
        page.get_by_role("button", name="Show what is due").click()
        expect(page.locator("quiz-overview quiz-question")).to_have_count(1)


def test_an_unlisted_answer_that_was_kept_as_wrong_is_offered(
    browser: Browser, build_book: Books
) -> None:
    """An earlier version kept it with no point; and two clicks make one link."""
    with visit(browser, build_book(GOOD)) as page:
        asked = question(page, "the-call")
        record = RECORD | {
            "digest": asked.get_attribute("data-digest"),
            "given": ["a.b"],
            "score": 0,
        }
        kept = json.dumps({"answers": {"the-call": record}})
        page.evaluate("kept => localStorage.setItem('a-book', kept)", kept)
        page.reload()
        asked.get_by_role("link", name="Run it in the playground").wait_for()
        assert status(asked).startswith("Not in my list")
        asked.evaluate("one => Promise.all([one.offer(), one.offer()])")
        assert 1 == asked.get_by_role("link", name="Run it in the playground").count()


@pytest.mark.parametrize(
    ("stored", "answers", "settings"),
    [
        ({"settings": []}, {}, {}),
        ({"settings": "predict", "answers": []}, {}, {}),
        ({"answers": {"a": RECORD | {"at": -1}}}, {}, {}),
        ({"answers": {"a": RECORD | {"score": 2}}}, {}, {}),
        ({"answers": {"a": RECORD | {"sure": "yes"}}}, {}, {}),
        ({"answers": {"a": [RECORD]}}, {}, {}),
        ({"answers": {"__proto__": RECORD, "A b": RECORD}}, {}, {}),
        ({"answers": {"a": RECORD | {"more": "x" * 9}}}, {"a": RECORD}, {}),
        ({"settings": {"predict": True}}, {}, {"predict": True}),
    ],
)
def test_what_is_stored_is_read_with_care(
    stored: object,
    answers: dict[str, object],
    settings: dict[str, object],
    browser: Browser,
    address: str,
) -> None:
    """What cannot be used is left out, and what can be is kept: no list stops a switch for ever."""
    page = browser.new_page()
    page.goto(address)
    read = "async (text) => (await import('/assets/answers.js')).parse(text)"
    assert {"answers": answers, "settings": settings} == page.evaluate(read, json.dumps(stored))
    page.close()


def test_a_time_to_come_is_now(browser: Browser, address: str) -> None:
    """An imported record cannot put its question off until the end of time."""
    page = browser.new_page()
    page.goto(address)
    stored = {"answers": {"a": RECORD | {"at": 1e308}}}
    days = """async (text) => {
      const progress = await import('/assets/answers.js');
      return (progress.due(progress.parse(text).answers.a) - Date.now()) / 86_400_000;
    }"""
    assert 0 < page.evaluate(days, json.dumps(stored)) < 2
    page.close()
