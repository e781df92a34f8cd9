"""The book on paper."""

from __future__ import annotations

import re

from tests.support.needs import needs

with needs("playwright"):
    from playwright.sync_api import Browser

PAGE = re.compile(rb"/Type\s*/Page\b")


def test_the_cheat_sheet_prints_on_two_pages(browser: Browser, address: str) -> None:
    """A4, with the browser's own margins."""
    page = browser.new_page()
    page.goto(f"{address}/reference/cheat-sheet/")
    margins = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")
    paper = page.pdf(format="A4", margin=margins)  # type: ignore[arg-type]
    page.close()

    assert len(PAGE.findall(paper)) == 2
