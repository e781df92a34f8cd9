"""Whoever types what people type finds the claim among the first three results."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reloaded.book import Book
from tests.support.needs import needs

with needs("playwright"):
    from playwright.sync_api import Browser, Page

PHRASES = Path(__file__).with_name("search_phrases.toml")
ENOUGH = 36

RESULTS = """
() => [...document.querySelectorAll(".md-search-result__item")].slice(0, 3).map(item =>
  [...item.querySelectorAll("a")]
    .filter(link => link.checkVisibility({contentVisibilityAuto: true}))
    .map(link => new URL(link.href).hash.slice(1)))
"""
"""The ids that the first three results lead to, without those that are folded away."""


@pytest.fixture
def phrases() -> dict[str, list[str]]:
    """By phrase, the claims of which one should answer."""
    return tomllib.loads(PHRASES.read_text(encoding="utf-8"))


def found(page: Page, phrase: str) -> list[str]:
    """What the first three results lead to."""
    box = page.locator(".md-search__input")
    box.fill("")
    box.click()
    box.fill(phrase[:-1])
    box.press_sequentially(phrase[-1])  # the theme searches at each key
    page.wait_for_timeout(350)  # the theme waits for a pause, and answers from a worker
    return [one for item in page.evaluate(RESULTS) for one in item]


def test_phrases_find_their_claims(
    browser: Browser, address: str, phrases: dict[str, list[str]]
) -> None:
    """At least 36 of 40, in the site's own search."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(f"{address}/modules/")
    page.wait_for_timeout(1500)  # the index is loaded and prepared
    missed = {
        phrase: results
        for phrase, wanted in phrases.items()
        if not set(results := found(page, phrase)).intersection(wanted)
    }
    page.close()

    assert len(phrases) >= 40
    assert len(phrases) - len(missed) >= ENOUGH, missed


def test_phrases_name_claims_of_the_book(phrases: dict[str, list[str]]) -> None:
    """A renamed claim would be missed for ever."""
    claims = {one.id for chapter in Book().chapters() for one in chapter.sessions}

    assert {one for wanted in phrases.values() for one in wanted} - claims == set()
