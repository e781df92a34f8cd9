"""A reader with Firefox, and one with WebKit: the story that the book is about, by hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.support.built_site import serve
from tests.support.needs import missing, needs
from tests.support.other_browsers import firefox, until, webkit
from tests.support.playground import RUNTIME, live_book, policy

with needs("selenium"):
    from selenium.webdriver import Remote
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.remote.webelement import WebElement

Browse = Callable[[Path], AbstractContextManager[Remote]]

SESSION = "session-run[data-claim='deleted-names-survive']"

ERRORS = """\
window.raised = [];
addEventListener("error", event => window.raised.push(event.message));
addEventListener("unhandledrejection", event => window.raised.push(String(event.reason)));
"""
"""Collects what the page's scripts raise."""


class Reader:
    """Reads one live session, and types into it."""

    def __init__(self, driver: Remote) -> None:
        """Begin on a page that is open."""
        self.driver = driver
        self.driver.implicitly_wait(20)  # for elements that scripts add

    def find(self, selector: str) -> WebElement:
        """An element of the session."""
        return self.driver.find_element(By.CSS_SELECTOR, f"{SESSION} {selector}")

    def press(self, name: str) -> None:
        """Press the button of that name, once it can be pressed."""
        where = f"//session-run[@data-claim='deleted-names-survive']//button[text()='{name}']"
        button = self.driver.find_element(By.XPATH, where)
        until(button.is_enabled, f"a button {name!r}")
        # A driver scrolls no further than it has to, which may be under the theme's header.
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()

    def sees(self, text: str, selector: str = ".console-status") -> None:
        """Wait for a text."""
        until(lambda: text in self.find(selector).text, f"{text!r} in {selector}")

    def begin(self, source: str) -> None:
        """Type a statement."""
        self.find(".console-prompt textarea").send_keys(source, Keys.ENTER)

    def types(self, source: str) -> str:
        """Type a statement; returns what it prints."""
        self.begin(source)
        until(lambda: source in self.find(".console-entry:last-child").text, source)
        until(lambda: self.find(".console").get_dom_attribute("aria-busy") == "false", "the end")
        return self.find(".console-entry:last-child").text.partition(source)[2].strip()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small book, with Python."""
    missing(RUNTIME / "pyodide.mjs", "build the site once, which fetches Python for browsers")
    return live_book(tmp_path_factory.mktemp("elsewhere") / "book", RUNTIME)


@pytest.mark.parametrize("browse", [firefox, webkit])
def test_the_story_is_told_elsewhere(browse: Browse, live: Path, tmp_path: Path) -> None:
    """Run, edit, save, reload: the deleted name survives. Then a loop is stopped, and on it goes.

    Under the policy that the playground's page documents.
    """
    for address in serve(live, policy()):
        with browse(tmp_path) as driver:
            driver.get(f"{address}/keeps/")
            driver.execute_script(ERRORS)
            reader = Reader(driver)
            reader.press("Run")
            reader.sees("All 6 steps printed what the page says.")
            reader.press("Edit")
            reader.sees("SIZE = 1", ".cm-content")
            editor = reader.find(".cm-content")
            editor.send_keys(Keys.CONTROL, "a")
            editor.send_keys("SIZE = 2")
            reader.sees("not saved", "[role=tab]")
            reader.press("Save")
            reader.sees("bar.py saved again", ".console-log > :last-child")
            assert reader.types("reload(bar)") == "<module 'bar' from '/demo/bar.py'>"
            assert reader.types("bar.SIZE") == "2"
            assert reader.types("bar.hello()") == "hello"
            reader.begin("while True: pass")
            reader.begin("")  # a block ends with a blank line
            reader.press("Stop")
            reader.sees("Stopped.")
            assert "NameError" in reader.types("bar")
            reader.types("import bar")
            assert reader.types("bar.SIZE") == "2"
            assert "AttributeError" in reader.types("bar.hello()")
            assert driver.execute_script("return window.raised") == []
