"""The pages of the whole quiz draw from the index, and fetch a question when it is shown."""

from __future__ import annotations

from reloaded.book import Book
from reloaded.quiz.bank import Bank
from reloaded.quiz.exported_questions import cards
from reloaded.quiz.scoring import score
from tests.support.banks import GOOD
from tests.support.needs import needs
from tests.support.quiz_book import Books, check, choose, question, status, visit

with needs("playwright"):
    from playwright.sync_api import Browser, expect


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


def test_what_is_due_says_when_nothing_can_be_fetched(browser: Browser, build_book: Books) -> None:
    """That nothing is due would be wrong: nobody knows."""
    with visit(browser, build_book(GOOD), "/quiz/exam/") as page:
        page.route("**/quiz/bank/", lambda route: route.abort())
        page.goto(page.url.replace("/exam/", "/"))
        page.get_by_role("button", name="Show what is due").click()
        said = page.locator("quiz-overview > .question-status")
        expect(said).to_be_focused()
        expect(said).to_contain_text("could not be fetched")


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
    assert {one.id for one in of.values() if one.kind != "type"} <= {name for name, _, _ in marks}
    wrong = [
        (name, given, mark)
        for name, given, mark in marks
        if name in of  # else no Python that is here has judged it
        if abs(mark - score(of[name], given)) > 1e-9
    ]
    assert [] == wrong
