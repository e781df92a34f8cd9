"""Whoever goes from one Python to another chooses both, and reads what changes for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.book.test_versions import entries
from tests.support.needs import needs

with needs("playwright"):
    from playwright.sync_api import Browser, Page, expect

EVERY = len(list(entries()))


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page of version differences."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto(f"{address}/reference/versions/")
    yield page
    page.close()


def shown(page: Page) -> set[str]:
    """The versions at which something changes in the lines that are shown."""
    lines = page.locator("li[data-since]:visible")
    return {one for since in lines.evaluate_all(SINCE) for one in since.split()}


SINCE = "lines => lines.map(line => line.dataset.since)"


def test_all_is_shown_until_somebody_chooses(page: Page) -> None:
    """The widest choice is the first: every version that the book speaks of."""
    expect(page.get_by_label("From")).to_have_value("3.11")
    expect(page.get_by_label("to", exact=True)).to_have_value("3.15")
    expect(page.locator("li[data-since]:visible")).to_have_count(EVERY)


def test_a_choice_shows_what_changed_between(page: Page) -> None:
    """Later than the first version, up to all releases of the second; a status tells how many."""
    page.get_by_label("From").select_option("3.13")
    page.get_by_label("to", exact=True).select_option("3.14")

    assert {"3.13.8", "3.13.13", "3.14", "3.14.1", "3.14.4"} == shown(page) - {"3.13"}
    count = page.locator("li[data-since]:visible").count()
    expect(page.get_by_role("status")).to_have_text(
        f"{count} of {EVERY} lines tell what changed from 3.13 to 3.14."
    )


def test_the_address_keeps_the_choice(page: Page) -> None:
    """A link to it, a visit later and a scroll through the page show the same lines."""
    page.get_by_label("From").select_option("3.12")
    page.get_by_label("to", exact=True).select_option("3.13")
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(600)  # the theme writes into the address when a scroll has ended
    assert page.url.endswith("#from=3.12&to=3.13")
    before = shown(page)
    page.reload()

    expect(page.get_by_label("From")).to_have_value("3.12")
    assert before == shown(page)


@pytest.mark.parametrize("fragment", ["#from=2.7&to=4", "#to=", "#shop", "#from=3.15%3Cb%3E"])
def test_an_address_that_names_no_choice_shows_all(page: Page, fragment: str) -> None:
    """Whatever stands behind the `#`."""
    page.evaluate("fragment => { location.hash = fragment; }", fragment)

    expect(page.locator("li[data-since]:visible")).to_have_count(EVERY)


def test_the_wrong_way_round_is_said(page: Page) -> None:
    """From a newer version to an older one there is no list, and the reason is told."""
    page.get_by_label("From").select_option("3.15")
    page.get_by_label("to", exact=True).select_option("3.12")

    expect(page.locator("li[data-since]:visible")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("choose the older version first")


def test_the_keyboard_is_enough(page: Page) -> None:
    """Both menus can be reached and changed by keys."""
    page.get_by_label("From").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("From")).to_have_value("3.12")
    page.keyboard.press("Tab")
    expect(page.get_by_label("to", exact=True)).to_be_focused()
    page.keyboard.press("ArrowUp")

    expect(page.get_by_role("status")).to_contain_text("from 3.12 to 3.14")


def test_without_javascript_the_list_is_whole(browser: Browser, address: str) -> None:
    """The script hides lines, and writes none."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/reference/versions/")

    assert EVERY == page.locator("li[data-since]:visible").count()
    page.context.close()


def test_the_choice_works_after_a_link_is_followed(browser: Browser, address: str) -> None:
    """The theme puts the page in the place of another without loading it."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto(f"{address}/reference/")
    page.get_by_role("article").get_by_role("link", name="Version differences").click()
    page.get_by_label("From").select_option("3.14")

    assert {"3.14.1", "3.14.4", "3.15"} == shown(page) - {"3.13.8", "3.13.13"}
    page.close()
