"""Run by keyboard, by ear, on a phone, in the dark, and between pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reloaded.interpreters.gates import EVERYWHERE
from reloaded.session.compare import agrees
from reloaded.session.draw_tree import draw
from reloaded.session.model import Prompt
from tests.support.needs import needs
from tests.support.playground import (
    begin,
    create,
    enter,
    limit,
    press,
    pretended,
    ran,
    said,
    session,
    visit,
)

with needs("axe-playwright-python", "playwright"):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Browser, Page, expect

TRACEBACK = "Traceback (most recent call last):\n"

OUTPUTS = [
    ("", "", False),
    ("('built-in', 'a/b')\n", "('built-in', 'a/b')\n", False),
    ("", "1\n", False),
    ("a.b\n", "axb\n", False),
    ("[1] (2) {3} ^$ \\ | * + ? /\n", "[1] (2) {3} ^$ \\ | * + ? /\n", False),
    (TRACEBACK + "  ...\nE: x\n", TRACEBACK + '  File "<stdin>", line 1\n    a\nE: x\n', False),
    (TRACEBACK + "  ...\nE: x\n", TRACEBACK + "E: x\n", False),
    (TRACEBACK + "  ...\nE: x\n", TRACEBACK + '  File "<stdin>", line 1\nE: y\n', False),
    ("  ...\n", "  anything\n", False),
    ("  + Exception Group " + TRACEBACK + "  |   ...\n", "  + Exception Group " + TRACEBACK
     + '  |   File "x"\n', False),
    ("<a at 0x...>\n", "<a at 0x7f>\n", True),
    ("<a at 0x...>\n", "<a at 0x7f>\n", False),
    ("a...b...a\n", "aba\n", True),
    ("a...a\n", "a\n", True),
    ("grüß 🐍\n", "grüß 🐍\n", False),
]  # fmt: skip
"""What a page says, what came out, and whether `...` stands for anything."""

FOLDERS = [
    [],
    ["bar.py"],
    ["__pycache__/", "__pycache__/bar.cpython-314.pyc", "bar.py"],
    ["a/", "a/b/", "a/b/c.py", "a/__init__.py", "a.py", "Z.py", "empty/"],
]


@pytest.fixture(scope="module")
def live(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small book whose Python only pretends."""
    return pretended(shared, tmp_path_factory.mktemp("everyone"))


def test_the_page_compares_as_the_tests_do(browser: Browser, live: Path) -> None:
    """The verdicts are the same in both languages, on the same cases."""
    cases = [list(case) for case in OUTPUTS]
    ours = [agrees(Prompt(1, EVERYWHERE, "", one, more), two) for one, two, more in OUTPUTS]
    assert set(ours) == {True, False}
    drawn = [draw(paths, like) for paths in FOLDERS for like in ("", "__pycache__/")]
    with visit(browser, live) as page:
        theirs = page.evaluate(
            """async ([cases, folders]) => {
              const { src } = document.querySelector("script[src*='/playground-']");
              const { agrees, draw } = await import(new URL("compare.js", src));
              return [cases.map(one => agrees(...one)), folders.flatMap(
                paths => ["", "__pycache__/"].map(like => draw(paths, like)))];
            }""",
            [cases, FOLDERS],
        )
    assert [ours, drawn] == theirs


def test_statements_are_told_apart(browser: Browser, live: Path) -> None:
    """Open brackets and strings go on; blocks end with a blank line; a paste is split."""
    shapes = {
        "1 + 1": "whole",
        "f(": "open",
        "x = '''a": "open",
        "x = 'it''s'": "whole",
        "a = 1 + \\": "open",
        "if x: y": "block",
        "class A:\n    pass": "block",
        "@decorated": "block",
        "x = {'a': [1, 2]}  # if (": "whole",
        "lambda: 0": "whole",
        "match x:": "block",
        "format = 1": "whole",
    }
    paste = "if x:\n    a\n\n    b\nelse:\n    c\nd\n@e\ndef f():\n    pass\n\ng(1,\n2)\n'h'\n"
    split = ["if x:\n    a\n\n    b\nelse:\n    c", "d", "@e\ndef f():\n    pass", "g(1,\n2)",
             "'h'"]  # fmt: skip
    with visit(browser, live) as page:
        found = page.evaluate(
            """async ([sources, paste]) => {
              const { src } = document.querySelector("script[src*='/playground-']");
              const { shape, statements } = await import(new URL("statements.js", src));
              return [sources.map(shape), statements(paste)];
            }""",
            [list(shapes), paste],
        )
    assert [list(shapes.values()), split] == found


def test_the_keyboard_is_enough(browser: Browser, live: Path) -> None:
    """Run, edit, save, type and leave, with Tab, Enter and arrows alone."""
    with visit(browser, live) as page:
        own = session(page)
        own.get_by_role("button", name="Run", exact=True).focus()
        page.keyboard.press("Enter")
        expect(said(own)).to_contain_text("All 6 steps")
        for name in ("Run all", "Step", "Edit"):
            page.keyboard.press("Tab")
            expect(own.get_by_role("button", name=name, exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        field = own.get_by_role("textbox", name="bar.py")
        expect(field).to_be_focused()
        page.keyboard.type("X = 1")
        page.keyboard.press("Control+s")
        expect(own.locator(".console-log")).to_contain_text("bar.py saved again")
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        expect(field).not_to_be_focused()
        for _ in range(3):
            page.keyboard.press("Tab")
        expect(own.locator(".console-prompt textarea")).to_be_focused()
        page.keyboard.type("1 + 1")
        page.keyboard.press("Enter")
        expect(own.locator(".console-output").last).to_have_text("2\n")
        page.keyboard.press("Tab")
        next_one = session(page, "one-and-one").get_by_role("button", name="Run", exact=True)
        expect(next_one).to_be_focused()


NAMES = """
- 'region "Live: A deleted name survives reload"':
  - group "Session":
    - button "Run all"
    - button "Step"
    - button "Edit" [expanded]
    - button "Picture"
    - button "Stop" [disabled]
    - button "Reset"
    - button "Share"
  - status: /All 6 steps/
  - tablist "Files":
    - tab "bar.py" [selected]
  - tabpanel "bar.py":
    - textbox "bar.py"
  - paragraph:
    - button "Save"
    - checkbox "in the same second as the last save"
  - log "What was typed and printed"
  - textbox "Type Python; Enter runs it, Shift and Enter adds a line"
"""
"""What a screen reader finds in a live session."""


def test_everything_has_a_name(browser: Browser, live: Path) -> None:
    """A region for each session, named by its claim; the outcome is a status, the rest a log."""
    with visit(browser, live) as page:
        own = ran(page)
        press(own, "Edit")
        expect(own).to_match_aria_snapshot(NAMES)


LOW = [{"width": 390, "height": 500}, {"width": 1280, "height": 400}]
"""Windows of a phone with its keyboard open, and of a small computer."""

IN_SIGHT = """bar => [...bar.querySelectorAll("button:not([hidden])")].every(button => {
  const { x, y, width, height } = button.getBoundingClientRect();
  return document.elementFromPoint(x + width / 2, y + height / 2) === button;
})"""
"""Whether the middle of each button is in the window, and nothing lies on it."""


@pytest.mark.parametrize("size", LOW, ids=lambda size: f"{size['width']}x{size['height']}")
def test_stop_stays_in_sight(browser: Browser, live: Path, size: dict[str, int]) -> None:
    """Wherever in a session the reader is while something runs: he can press it."""
    with visit(browser, live, viewport=size) as page:
        limit(page, pace=300)
        own = session(page)
        # At the window's lower end, so that what it opens is out of the window.
        own.get_by_role("button", name="Run", exact=True).evaluate(
            "one => one.scrollIntoView(false)"
        )
        press(own, "Run")
        bar = own.get_by_role("group", name="Session")
        stop = bar.get_by_role("button", name="Stop")
        expect(stop).to_be_enabled()
        assert bar.evaluate(IN_SIGHT)
        expect(said(own)).to_contain_text("All 6 steps")
        for _ in range(6):
            enter(own, "boom")
        begin(own, "while True: pass")
        expect(stop).to_be_enabled()
        page.mouse.wheel(0, -60)  # upwards, at which the theme offers a way to the top
        expect(page.locator(".md-top")).to_be_visible()
        assert bar.evaluate(IN_SIGHT)
        box = stop.bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(said(own)).to_contain_text("Stopped.")
        page.goto(page.url.replace("/keeps/", "/playground/"))
        create(page, "pkg/one.py", "")
        begin(page, "while True: pass")
        bar = page.get_by_role("group", name="Session")
        expect(bar.get_by_role("button", name="Stop")).to_be_enabled()
        assert bar.evaluate(IN_SIGHT)


@pytest.mark.dear("axe reads five states of a page")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_has_a_barrier(browser: Browser, live: Path, scheme: str) -> None:
    """Axe finds nothing, on a phone's width; and nothing scrolls sideways."""
    options: dict[str, Any] = {
        "color_scheme": scheme,
        "viewport": {"width": 390, "height": 800},
        "reduced_motion": "reduce",
    }
    states = {}
    with visit(browser, live, **options) as page:
        states["fresh"] = barriers(page)
        own = ran(page)
        press(own, "Edit")
        enter(own, "boom")
        other = session(page, "one-and-one")
        press(other, "Run")
        expect(said(other)).to_contain_text("differ")
        states["run"] = barriers(page)
        press(own, "Share")
        expect(own.get_by_label("Link")).to_be_visible()
        states["shared"] = barriers(page)
        page.goto(page.url.replace("/keeps/", "/playground/"))
        states["empty"] = barriers(page)
        create(page, "pkg/" + "long_" * 12 + "name.py", "")
        enter(page, "import bar")
        press(page, "Rename")
        states["playground"] = barriers(page)
    assert states == {name: [] for name in states}


def barriers(page: Page) -> list[str]:
    """What axe finds in the article, and whether the page is wider than the screen."""
    where = {"include": [[".md-content"]], "exclude": [[".md-code__nav"]]}
    found = [
        f"{one['id']}: {node['html'][:90]} {node['failureSummary']}"
        for one in Axe().run(page, context=where).response["violations"]
        for node in one["nodes"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return found + ["the page scrolls sideways"] * wide


def has_interpreters(page: Page, number: int) -> bool:
    """Whether the page comes to have so many interpreters: they start and end beside it."""
    for _ in range(50):
        found = [one for one in page.workers if one.url.endswith("/worker.js")]
        if len(found) == number:
            return True
        page.wait_for_timeout(100)
    return False


def test_leaving_a_page_ends_its_interpreters(browser: Browser, live: Path) -> None:
    """The theme replaces the article; the spare one stays warm for the next session."""
    sitemap = (live / "sitemap.xml").read_text()
    with visit(browser, live) as page:
        # The theme navigates by itself only to addresses that its map of the site has.
        here = sitemap.replace("http://localhost", page.url.removesuffix("/keeps/"))
        page.route("**/sitemap.xml", lambda route: route.fulfill(body=here))
        with page.expect_response("**/sitemap.xml"):
            page.reload()
        page.evaluate("window.same = true")
        press(session(page), "Run")
        press(session(page, "one-and-one"), "Run")
        expect(said(session(page))).to_contain_text("All 6 steps")
        expect(said(session(page, "one-and-one"))).to_contain_text("differ")
        assert has_interpreters(page, 3)
        page.get_by_role("link", name="Home").first.click()
        expect(page.locator("session-run")).to_have_count(0)
        assert has_interpreters(page, 1)
        page.go_back()
        press(session(page), "Run")
        expect(said(session(page))).to_contain_text("All 6 steps")
        assert page.evaluate("window.same"), "the theme navigated by loading the page"
        page.get_by_role("link", name="Playground").first.click()
        create(page, "bar.py", "")
        enter(page, "bar.hello()")
        expect(page.locator(".console-output")).to_have_text("hello\n")
