"""A reader answers: by mouse, by keyboard, on paper, without a script, and comes back later."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from reloaded.book import ROOT, THEME, Book
from reloaded.interpreters.environments import Interpreter
from reloaded.quiz.bank import Bank
from reloaded.quiz.exported_questions import cards
from reloaded.quiz.reading import parse_questions
from reloaded.quiz.scoring import score
from tests.support.banks import GOOD, PAGE, book_with
from tests.support.built_site import build, serve

CONFIG = """\
site_name: A book
theme:
  name: material
  custom_dir: THEME
  font: false
  features: [navigation.instant, content.code.copy]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, primary: custom, accent: custom}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: custom, accent: custom}
extra_css: [assets/book.css, assets/quiz.css]
plugins: [search]
markdown_extensions:
  - reloaded.markdown: {root: ROOT}
  - attr_list
  - md_in_html
  - toc: {permalink: true}
"""

HOSTILE = """\
- id: hostile
  claim: deleted-names-survive
  kind: predict
  level: recall
  hint: "</script> {{ 1 }} <b>bold</b>"
  prompt: |
    Prose with <script>alert(1)</script>, {{ braces }}, "quotes" and \u202emarks\u202c.

    ```pycon
    >>> print("<script>alert(1)</script> {{ 7 * 7 }} ]]> \\\\")
    ???
    ```
  options:
    - text: '<script>alert(1)</script> {{ 7 * 7 }} ]]> \\'
      why: <script>alert(1)</script> and </script> and <img src=x onerror=alert(1)>
    - text: '"quoted" & <b>bold</b> {=~#} </pre></code>'
      why: "{{ braces }}"
    - text: LONG
      why: ten kilobytes
"""

TOLERATED = "blocked"
"""The theme's own scripts do not survive a store that is blocked; ours do."""

Books = Callable[..., Path]


@pytest.fixture
def build_book(tmp_path: Path, interpreter: Interpreter) -> Books:
    """Build a book with a bank; returns the folder of the site."""
    del interpreter  # its environment is made before the build wants one

    def built(bank: str, more: str = "") -> Path:
        book_with(tmp_path, bank, PAGE + more)
        shutil.copytree(ROOT / "docs/quiz", tmp_path / "docs/quiz", dirs_exist_ok=True)
        (tmp_path / "docs/index.md").write_text("# Home\n")
        (tmp_path / "mkdocs.yml").write_text(
            CONFIG.replace("ROOT", str(tmp_path)).replace("THEME", str(THEME))
        )
        build(tmp_path, tmp_path / "site")
        return tmp_path / "site"

    return built


@contextmanager
def visit(browser: Browser, site: Path, path: str = "/keeps/", **options: object) -> Iterator[Page]:
    """Open a page of a site, with nothing kept from other visits."""
    served = serve(site)
    address = next(served)
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    # The theme's own script takes 15 seconds for a thousand code blocks, and longer beside others.
    page.set_default_navigation_timeout(120_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.goto(address + path)
    with closing(context):
        yield page
    next(served, None)
    assert [error for error in errors if error != TOLERATED] == []


def question(page: Page, name: str) -> Locator:
    """One question of the page."""
    return page.locator(f"#q-{name}")


def choose(asked: Locator, text: str) -> None:
    """Take an option by what it says."""
    asked.locator("label.question-option", has_text=text).locator("input").check()


def check(asked: Locator) -> None:
    """Ask for the verdict."""
    asked.get_by_role("button", name="Check").click()


def status(asked: Locator) -> str:
    """What a screen reader is told."""
    return asked.get_by_role("status").text_content() or ""


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


def test_foreign_entries_are_left_alone(browser: Browser, build_book: Books) -> None:
    """Other sites of the same host keep theirs."""
    with visit(browser, build_book(GOOD)) as page:
        page.evaluate("localStorage.setItem('other', 'theirs')")
        choose(question(page, "same-object"), "returns old")
        check(question(page, "same-object"))
        assert page.evaluate("localStorage.getItem('other')") == "theirs"


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


def test_an_exam_says_nothing_before_its_end(browser: Browser, build_book: Books) -> None:
    """Then it gives the result, and marks each question."""
    with visit(browser, build_book(GOOD), "/quiz/exam/") as page:
        page.get_by_label("Questions").fill("3")
        page.get_by_role("button", name="Start").click()
        asked = page.locator("quiz-question")
        expect(asked).to_have_count(3)
        assert page.locator("quiz-exam .question-answer:visible").count() == 0
        choose(question(page, "deleted-function"), "('hi', 1)")
        page.get_by_role("button", name="Finish").click()
        expect(page.locator("quiz-exam > .question-status")).to_contain_text("1 of 3 right")
        assert status(question(page, "the-call")) == "Not answered."


def test_an_exam_fetches_what_it_has_drawn(browser: Browser, address: str) -> None:
    """The index, and for one question one page; a second exam asks for no page again."""
    page = browser.new_page()
    page.goto(f"{address}/quiz/exam/")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url.removeprefix(address)))
    page.get_by_role("spinbutton").fill("1")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("quiz-question")).to_have_count(1)
    link = page.locator(".question-number a").get_attribute("href") or ""
    pages = ["/quiz/bank/", link.removeprefix(address).partition("#")[0]]
    assert pages == [one for one in asked if one.endswith("/")]
    page.get_by_role("spinbutton").fill("999")
    for _ in range(2):
        page.get_by_role("button", name="Start").click()
        expect(page.locator("quiz-question")).to_have_count(len(Bank(Book()).questions))
    assert len(asked) == len(set(asked))
    page.close()


def test_a_question_leads_on_wherever_the_book_is_served(
    browser: Browser, build_book: Books
) -> None:
    """Below a folder of its host too, where each page of the quiz lies as deep as it likes."""
    site = build_book(GOOD)
    with visit(browser, site.parent, "/site/keeps/") as page:
        choose(question(page, "same-object"), "returns old")
        question(page, "same-object").get_by_label("I am not sure").check()
        check(question(page, "same-object"))
        for there, button in (("quiz/", "Show what is due"), ("quiz/exam/", "Start")):
            page.goto(page.url.replace("/keeps/", f"/{there}"))
            expect(page.locator("quiz-exam, quiz-overview")).to_be_visible()
            page.get_by_role("button", name=button).click()
            asked = question(page, "same-object")
            links = [
                asked.locator(where).evaluate("one => one.href")
                for where in (".question-number a", ".question-claim a")
            ]
            page.goto(page.url.replace(f"/{there}", "/keeps/"))
            assert [f"{page.url}#q-same-object", f"{page.url}#deleted-names-survive"] == links


def test_an_exam_that_cannot_be_fetched_is_told(browser: Browser, build_book: Books) -> None:
    """With the reason, and a later try may succeed."""
    with visit(browser, build_book(GOOD), "/quiz/exam/") as page:
        page.route("**/keeps/", lambda route: route.abort())
        start = page.get_by_role("button", name="Start")
        said = page.locator("quiz-exam > .question-status")
        start.click()
        expect(said).to_contain_text("The questions could not be fetched: ")
        expect(said).to_contain_text("If you are offline, try again later")
        page.unroute("**/keeps/")
        start.click()
        expect(page.locator("quiz-question")).to_have_count(3)

        page.route("**/quiz/bank/", lambda route: route.fulfill(status=500))
        page.reload()
        start.click()
        expect(said).to_contain_text("/quiz/bank/ answers 500")


def test_an_open_exam_outlives_a_start_that_fails(browser: Browser, address: str) -> None:
    """It stays as it is, with what was given."""
    page = browser.new_page()
    page.goto(f"{address}/quiz/exam/")
    page.get_by_role("spinbutton").fill("1")
    page.get_by_role("button", name="Start").click()
    field = page.locator("quiz-question fieldset input").first
    field.evaluate("one => { one.checked = true; one.value += ' given'; }")
    page.context.set_offline(offline=True)
    page.get_by_role("spinbutton").fill("999")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("quiz-exam > .question-status")).to_contain_text("could not be fetched")
    assert field.input_value().endswith(" given")
    page.close()


def test_an_index_of_another_build_is_told(browser: Browser, build_book: Books) -> None:
    """A page that no longer has a question stops the exam, and says which page and question."""
    site = build_book(GOOD)
    file = site / "keeps/index.html"
    file.write_text(file.read_text().replace('id="q-the-call"', 'id="q-renamed"'))
    with visit(browser, site, "/quiz/exam/") as page:
        page.get_by_role("button", name="Start").click()
        said = page.locator("quiz-exam > .question-status")
        expect(said).to_contain_text("/keeps/ has no q-the-call")
        assert page.locator("quiz-question").count() == 0


def test_what_is_due_says_when_nothing_can_be_fetched(browser: Browser, build_book: Books) -> None:
    """That nothing is due would be wrong: nobody knows."""
    with visit(browser, build_book(GOOD), "/quiz/exam/") as page:
        page.route("**/quiz/bank/", lambda route: route.abort())
        page.goto(page.url.replace("/exam/", "/"))
        page.get_by_role("button", name="Show what is due").click()
        said = page.locator("quiz-overview > .question-status")
        expect(said).to_be_focused()
        expect(said).to_contain_text("could not be fetched")


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
    """What a page with questions loads: at most 5.5 kB as it travels, its comments included."""
    texts = [(THEME / "assets" / name).read_bytes() for name in ("quiz.js", "answers.js")]

    assert sum(len(gzip.compress(text)) for text in texts) <= 5_500


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
              const { unpack } = await import(new URL("../assets/playground/share.js", url));
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


def test_an_answer_in_no_list_does_not_count_in_the_exam(
    browser: Browser, build_book: Books
) -> None:
    """Neither for the reader nor against, and the result says so."""
    with visit(browser, build_book(GOOD), "/quiz/exam/") as page:
        page.get_by_role("button", name="Start").click()
        page.get_by_role("button", name="Finish").wait_for()
        for asked in page.locator("quiz-question").all():
            text = asked.locator("input[type=text]")
            if text.count():
                text.fill("nobody knows")
        page.get_by_role("button", name="Finish").click()
        total = page.locator("quiz-question").count()
        told = page.locator("quiz-exam > .question-status").text_content() or ""
        unlisted = page.locator("quiz-question[data-state=unlisted]").count()
        assert unlisted
        assert f"0 of {total - unlisted} right. {unlisted} not counted" in told


RECORD = {"digest": "d", "given": [], "score": 1, "sure": True, "box": 0, "at": 1}


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


MARKS = """() => [...document.querySelectorAll("quiz-question")].flatMap((one) => {
  const inputs = [...one.querySelectorAll("fieldset input")];
  if (one.dataset.kind === "type" || !one.rows.length) return [];
  const radio = inputs[0].type === "radio";
  return Array.from({ length: 2 ** inputs.length }, (_, set) => {
    const given = inputs.filter((_, place) => set >> place & 1);
    if (radio && given.length !== 1) return undefined;
    inputs.forEach((input) => { input.checked = given.includes(input); });
    return [one.key, given.map((input) => input.value), one.score];
  }).filter(Boolean);
})"""
"""Every answer to every question of a page that is chosen from options, with its mark."""


def test_the_page_marks_as_the_terminal_does(browser: Browser, address: str) -> None:
    """Each choice, and each combination of choices, of every question of the bank."""
    of = {card.id: card for card in cards(Bank(Book()))}
    page = browser.new_page()
    page.goto(f"{address}/quiz/exam/")
    page.get_by_role("spinbutton").fill("999")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Finish").wait_for()
    marks = page.evaluate(MARKS)
    page.close()
    assert {name for name, _, _ in marks} == {one.id for one in of.values() if one.kind != "type"}
    wrong = [
        (name, given, mark)
        for name, given, mark in marks
        if abs(mark - score(of[name], given)) > 1e-9
    ]
    assert [] == wrong
