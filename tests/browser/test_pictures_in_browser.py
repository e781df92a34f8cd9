"""The strips as a browser has them: readable on a phone, in both schemes, on paper, read aloud."""

from __future__ import annotations

import pytest

from tests.support.needs import needs

with needs("axe-playwright-python", "playwright"):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Browser, Page, ViewportSize

PHONE, DESKTOP = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)
PAGES = [
    "reload/keeps",
    "reload/delete-or-reload",
    "modules/half-made",
    "packages/what-a-package-is",
]

HANGING = """all => all.filter(one => {
  const room = one.ownerSVGElement.getBoundingClientRect(), at = one.getBoundingClientRect();
  return at.left < room.left - 1 || at.right > room.right + 1;
}).map(one => one.textContent)"""
"""The texts that leave their picture."""

BOXES = """all => all.map(one => {
  const {y, width} = one.getBoundingClientRect();
  return {y, width};
})"""
"""Where elements are, and how wide."""


def visit(browser: Browser, **context: object) -> Page:
    """A page in a context of its own."""
    return browser.new_context(**context).new_page()  # type: ignore[arg-type]  # as Playwright has it


@pytest.mark.dear("Chromium lays out a whole chapter")
@pytest.mark.parametrize("where", PAGES)
def test_a_phone_shows_a_strip_without_shrinking_it(
    where: str, browser: Browser, address: str
) -> None:
    """Without a script, at 390 pixels: a unit is a pixel or more, and nothing hangs over."""
    page = visit(browser, viewport=PHONE, java_script_enabled=False)
    page.goto(f"{address}/{where}/")
    widths = [box["width"] for box in page.locator("svg.memory").evaluate_all(BOXES)]
    assert widths
    assert all(332 <= width <= 390 for width in widths)
    inside = "strips => strips.every(one => one.scrollWidth <= one.clientWidth)"
    assert page.locator(".memory-strip").evaluate_all(inside)
    assert [] == page.locator("svg.memory text").evaluate_all(HANGING)
    page.context.close()


@pytest.mark.dear("Chromium lays out a whole chapter")
@pytest.mark.parametrize("where", PAGES)
def test_a_desktop_has_two_abreast_and_no_hole(where: str, browser: Browser, address: str) -> None:
    """Frames stand in pairs; a last one alone has its words beside it."""
    page = visit(browser, viewport=DESKTOP)
    page.goto(f"{address}/{where}/")
    for strip in page.locator(".memory-strip").all():
        frames = strip.locator(".memory-frame").evaluate_all(BOXES)
        assert len(frames) < 2 or frames[0]["y"] == frames[1]["y"]
        if len(frames) % 2 and len(frames) > 1:
            assert frames[-1]["width"] > 1.9 * frames[0]["width"]
    page.context.close()


@pytest.mark.dear("axe reads four chapters")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, browser: Browser, address: str) -> None:
    """Roles, names, contrast: in both schemes."""
    page = visit(browser, viewport=DESKTOP, color_scheme=scheme)
    for where in PAGES:
        page.goto(f"{address}/{where}/")
        found = Axe().run(page, context={"include": [[".memory-strip"]]}).response["violations"]
        assert [] == [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
    page.context.close()


def test_a_strip_is_read_aloud_as_sentences(browser: Browser, address: str) -> None:
    """Per frame: what was typed, a named image, a sentence."""
    page = visit(browser, viewport=DESKTOP)
    page.goto(f"{address}/reload/keeps/")
    strip = page.locator("#from-import-goes-stale ~ .memory-strip").first
    told = strip.aria_snapshot()
    assert told.startswith("- 'group \"Names and objects, step by step: A name bound by from")
    assert 'img "Names and objects after step 4"' in told
    assert "now names slugify #2 instead of slugify #1;" in told
    assert "Nothing in memory changed." in told
    page.context.close()


def test_dashes_and_words_are_left_without_colours(browser: Browser, address: str) -> None:
    """With forced colours and on paper, old objects are still dashed."""
    page = visit(browser, viewport=DESKTOP, forced_colors="active")
    for media in ("screen", "print"):
        page.emulate_media(media=media, forced_colors="active" if media == "screen" else "none")
        page.goto(f"{address}/reload/keeps/")
        style = "one => ['strokeDasharray', 'stroke', 'fill'].map(x => getComputedStyle(one)[x])"
        old = page.locator(".memory .old .thing").first.evaluate(style)
        now = page.locator(".memory .now .thing").first.evaluate(style)
        assert "none" not in old[0]
        assert "none" == now[0]
        assert old[1:] == now[1:]
    page.context.close()
