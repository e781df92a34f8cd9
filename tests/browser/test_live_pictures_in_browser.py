"""A reader asks for the picture of a live session, and a stranger's session lies to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.needs import needs
from tests.support.playground import SLOW, begin, enter, press, python_book, ran, story, visit

with needs("playwright"):
    from playwright.sync_api import Browser, expect


@pytest.fixture(scope="module")
def live(shared: Path) -> Path:
    """The site of a small book, with Python."""
    return python_book(shared)


def test_a_picture_follows_the_reader(browser: Browser, live: Path) -> None:
    """A frame for each statement that changes one; after Reset and Stop it begins anew."""
    with visit(browser, live) as page:
        own = ran(page)
        press(own, "Picture")
        expect(own.locator(".console-picture")).to_contain_text("begins with the next statement")
        said_last = own.locator(".memory-frame .memory-said").last
        enter(own, "kept = bar.hello")
        expect(said_last).to_contain_text("name hello #1", timeout=SLOW)
        press(own, "Edit")
        own.get_by_role("textbox", name="bar.py").fill("def hello():\n    return 2\n")
        press(own, "Save")
        expect(said_last).to_have_text("Nothing in memory changed.")
        expect(own.locator(".memory-done ins").first).to_contain_text("def hello")
        enter(own, "reload(bar)")
        expect(said_last).to_contain_text(
            "bar.hello now names hello #2 instead of hello #1; kept still names hello #1."
        )
        enter(own, "del kept")
        expect(said_last).to_contain_text("nothing refers to hello #1 any more, and it is gone")
        page.once("dialog", lambda dialog: dialog.accept())
        press(own, "Reset")
        expect(own.locator(".memory-frame")).to_have_count(0)
        enter(own, "class Tea: pass")
        expect(own.locator(".memory-frame")).to_have_count(1, timeout=SLOW)
        begin(own, "while True: pass")
        press(own, "Stop")
        expect(own.locator(".memory-frame")).to_have_count(0)
        press(own, "Picture")
        expect(own.locator(".console-picture")).to_be_hidden()


SPY = """
import gc
(spied,) = [one for one in gc.get_objects() if type(one).__name__ == "LiveRecorder"]
spied.see = lambda: SEEN
"""
THING = {"kind": "module", "found": "this", "path": "1", "rows": []}
ROW = {"name": "<b>a</b>", "path": "1", "to": "<b>b</b> #1"}
ATTACKS = {
    "markup": {"tables": [{"title": "<b>", "rows": [ROW]}], "objects": {"<b>b</b> #1": THING}},
    "class": {
        "tables": [{"title": "a", "rows": [ROW]}],
        "objects": {"<b>b</b> #1": {**THING, "kind": '"><script>'}},
    },
    "nothing": 7,
}
"""What a session could put in the place of what is seen."""


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_session_that_lies_to_its_recorder_reaches_nothing(
    browser: Browser, live: Path, attack: str
) -> None:
    """No element of its own, no dialog, no error; the session goes on."""
    with visit(browser, live, "/playground/") as page:
        press(page, "Picture")
        enter(page, "class Tea: pass")
        expect(page.locator(".memory-frame")).to_have_count(1, timeout=SLOW)
        for line in SPY.replace("SEEN", repr(ATTACKS[attack])).strip().splitlines():
            enter(page, line)
        assert story(page, "1 + 1") == "2\n"
        shown = page.locator(".console-picture")
        expect(shown).to_contain_text(
            "<b>a</b>" if attack == "markup" else "no picture of this step"
        )
        expect(shown.locator(":is(img, script, b)")).to_have_count(0)


@pytest.mark.parametrize(
    "html",
    [
        "<section><img src='x'></section>",
        "<section><p onclick='alert(1)'>a</p></section>",
        "<section><svg><a href='javascript:alert(1)'><text>a</text></a></svg></section>",
        "<script>alert(1)</script>",
        "<section></section><iframe></iframe>",
    ],
)
def test_nothing_but_a_drawing_gets_onto_the_page(browser: Browser, live: Path, html: str) -> None:
    """Were a drawing not what it should be, none would be shown."""
    with visit(browser, live) as page:
        told = page.evaluate(
            """async html => {
              const { src } = document.querySelector("script[src*='/playground-']");
              const { parsed } = await import(new URL("live-picture.js", src));
              try { return parsed(html) && "shown"; } catch (error) { return error.message; }
            }""",
            html,
        )
        assert told == "it is none"
