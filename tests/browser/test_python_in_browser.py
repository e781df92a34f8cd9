"""A reader and a real Python in the page: the stories that the book is about."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from reloaded.book import ROOT
from tests.support.built_site import chromium, serve
from tests.support.needs import needs
from tests.support.playground import (
    SLOW,
    begin,
    caching,
    create,
    enter,
    limit,
    policy,
    press,
    python_book,
    ran,
    said,
    scripts,
    session,
    story,
    visit,
)

with needs("playwright"):
    from playwright.sync_api import Browser, Page, expect


@pytest.fixture(scope="module")
def live(shared: Path) -> Path:
    """The site of a small book, with Python."""
    return python_book(shared)


def test_an_edit_by_hand_is_reloaded(browser: Browser, live: Path) -> None:
    """Run, edit the file, reload: the new name is there, and the deleted one survives."""
    with visit(browser, live) as page:
        own = ran(page)
        press(own, "Edit")
        own.get_by_role("textbox", name="bar.py").fill("SIZE = 2\n")
        press(own, "Save")
        assert story(own, "reload(bar)") == "<module 'bar' from '/demo/bar.py'>\n"
        assert story(own, "bar.SIZE") == "2\n"
        assert story(own, "bar.hello()") == "hello\n"
        other = session(page, "one-and-one")
        press(other, "Run")
        expect(said(other)).to_have_text("1 of 1 steps differ from the page.", timeout=SLOW)


def test_edit_shows_the_editor(browser: Browser, live: Path) -> None:
    """Its button stays in sight when the place where it opens has left the window."""
    with visit(browser, live, viewport={"width": 390, "height": 500}) as page:
        own = ran(page)
        story(own, *["1 / 0"] * 5)
        expect(own.locator(".console-status")).not_to_be_in_viewport()
        press(own, "Edit")
        expect(own.locator(".cm-line").first).to_be_in_viewport()


def test_an_edit_of_the_same_second_and_size_is_ignored(browser: Browser, live: Path) -> None:
    """And the page explains it, with a link to the claim; two seconds later it is seen."""
    with visit(browser, live, "/playground/") as page:
        create(page, "prices.py", "TEA = 3\n")
        assert story(page, "import prices, importlib", "prices.TEA") == "3\n"
        page.get_by_role("textbox", name="prices.py").fill("TEA = 4\n")
        page.get_by_label("in the same second").check()
        press(page, "Save")
        expect(page.locator(".console-log")).to_contain_text("does not see this edit")
        link = page.get_by_role("link", name="Why?").get_attribute("href") or ""
        assert link.endswith("/modules/bytecode/#same-second-edit-is-ignored")
        assert (ROOT / "docs/modules/bytecode.md").read_text().count(
            "{ #same-second-edit-is-ignored }"
        ) == 1
        assert story(page, "mod = importlib.reload(prices)", "prices.TEA") == "3\n"
        page.get_by_role("textbox", name="prices.py").fill("TEA = 5\n")
        press(page, "Save")
        assert story(page, "mod = importlib.reload(prices)", "prices.TEA") == "5\n"


def test_a_loop_is_stopped_and_the_files_stay(browser: Browser, live: Path) -> None:
    """The next line runs in a new interpreter, which the spare one is."""
    with visit(browser, live, "/playground/") as page:
        create(page, "pkg/__init__.py", "X = 1\n")
        assert story(page, "import pkg", "pkg.X") == "1\n"
        begin(page, "while True: pass")
        press(page, "Stop")
        expect(said(page)).to_contain_text("Stopped.")
        assert "NameError" in story(page, "pkg")
        assert story(page, "import pkg", "pkg.X") == "1\n"
        assert story(page, "n = open('made.py', 'w').write('Y = 2'); import made") == ""
        begin(page, "while True: open('lost.py', 'w').close()")
        press(page, "Stop")
        expect(page.locator(".tree-list")).to_contain_text("made.py")
        assert story(page, "import made", "made.Y, 'lost' in globals()") == "(2, False)\n"
        expect(page.locator(".tree-list")).not_to_contain_text("lost.py")
        assert story(page, "open('made.txt', 'w').close(); raise SystemExit") == ""
        assert "NameError" in story(page, "pkg")
        expect(page.locator(".tree-list")).to_contain_text("made.txt")


def test_a_shared_link_shows_the_files_and_waits(browser: Browser, live: Path) -> None:
    """In a fresh profile: the same files, nothing run; then the same outputs, if one says so."""
    with visit(browser, live, "/playground/") as page:
        create(page, "bar.py", "def hello():\n    return 'grüß'\n")
        assert story(page, "import bar", "bar.hello()") == "'grüß'\n"
        create(page, "bar.py2", "")
        page.get_by_role("tab", name="bar.py", exact=True).click()
        page.get_by_role("textbox", name="bar.py", exact=True).fill("SIZE = 1\n")
        press(page, "Save")
        assert "bar" in story(page, "import importlib; importlib.reload(bar)")
        shown = page.locator(".console-output").all_text_contents()
        press(page, "Share")
        link = page.get_by_role("textbox", name="Link").input_value()
    with visit(browser, live, "/playground/" + link[link.index("#") :]) as page:
        expect(said(page)).to_have_text("This link is loaded, and nothing has run.")
        expect(page.get_by_role("tab")).to_have_text(["bar.py", "bar.py2"])
        expect(page.locator(".editor-field .cm-line")).to_have_text(["SIZE = 1", ""])
        expect(page.locator(".playground-offer pre")).to_contain_text(">>> bar.hello()")
        assert [one for one in page.workers if one.url.endswith("/worker.js")] == []
        press(page, "Run it")
        expect(said(page)).to_contain_text("All of it has run", timeout=SLOW)
        assert page.locator(".console-output").all_text_contents() == shown


@pytest.mark.parametrize(
    "damage", ["#project=%%%", "#project=AAAA", "#project=q1YqU7KqrgUA"], ids=["text", "bits", "v"]
)
def test_a_damaged_link_is_told(browser: Browser, live: Path, damage: str) -> None:
    """And the playground is there all the same."""
    with visit(browser, live, "/playground/" + damage) as page:
        expect(said(page)).to_contain_text("This link is damaged")
        create(page, "bar.py", "")


def test_the_tree_and_the_modules_follow(browser: Browser, live: Path) -> None:
    """Files come, move and go; a stale module object is shown as another one."""
    with visit(browser, live, "/playground/") as page:
        page.on("dialog", lambda dialog: dialog.accept())
        create(page, "pkg/__init__.py", "")
        create(page, "pkg/one.py", "X = 1\n")
        press(page, "Rename")
        page.get_by_label("New name of pkg/one.py").fill("pkg/two.py")
        press(page, "OK")
        expect(page.locator(".tree-list button")).to_have_text(["__init__.py", "two.py"])
        enter(page, "import pkg.two, sys")
        row = page.locator(".playground-modules tbody tr")
        expect(row).to_have_count(2)
        expect(row.nth(1)).to_contain_text("/demo/pkg/two.py")
        expect(row.nth(1).locator(".held")).to_have_text("pkg.two: this object")
        enter(page, "old = pkg.two")
        enter(page, "del sys.modules['pkg.two']; import pkg.two")
        expect(row.nth(1).locator(".held").filter(has_text="another object")).to_have_count(1)
        expect(page.locator(".tree-list")).to_contain_text("__pycache__/")
        press(page, "New file")
        page.get_by_label("Name", exact=True).fill("../out.py")
        press(page, "OK")
        expect(page.get_by_role("alert")).to_contain_text("from the project's folder")
        press(page, "Cancel")
        press(page, "Delete")
        expect(page.locator(".tree-list button")).to_have_text(["__init__.py"])


def test_an_example_is_loaded_and_run(browser: Browser, live: Path) -> None:
    """From any claim that can run; it waits as a link does."""
    with visit(browser, live, "/playground/") as page:
        page.get_by_label("An example from the book").select_option(label="One and one is three")
        press(page, "Load")
        expect(said(page)).to_have_text("This example is loaded, and nothing has run.")
        press(page, "Run it")
        expect(page.locator(".console-output")).to_have_text("2\n", timeout=SLOW)


def refusals(page: Page) -> list[str]:
    """Collect what the browser says it has refused."""
    found: list[str] = []
    page.on(
        "console",
        lambda one: found.append(one.text) if "Content Security Policy" in one.text else None,
    )
    return found


def test_everything_works_under_the_documented_policy(browser: Browser, live: Path) -> None:
    """No inline script of ours, no eval; the worker gets its WebAssembly."""
    with visit(browser, live, policy=policy()) as page:
        refused = refusals(page)
        page.reload()
        own = ran(page)
        press(own, "Edit")
        own.get_by_role("textbox", name="bar.py").fill("SIZE = 2\n")
        press(own, "Save")
        assert story(own, "reload(bar)", "bar.SIZE") == "2\n"
        page.goto(page.url.replace("/keeps/", "/playground/"))
        create(page, "bar.py", "X = 1\n")
        assert story(page, "import bar", "bar.X") == "1\n"
        assert refused == []


def test_after_the_first_run_no_network_is_needed(
    browser: Browser, live: Path, tmp_path: Path
) -> None:
    """Another session, resets, the page by its address: with the header that is documented."""
    served = serve(live, policy(), caching())
    address = next(served)
    # A profile like a reader's: those of other tests keep their cache in memory, which has no room.
    start = browser.browser_type.launch_persistent_context
    with closing(start(tmp_path, **chromium())) as context:
        page = context.new_page()
        page.goto(f"{address}/keeps/")
        limit(page, pace=0)
        own, other = session(page), session(page, "one-and-one")
        with page.expect_response("**/one-and-one.json"):
            press(own, "Run")
        expect(said(own)).to_contain_text("All 6 steps", timeout=SLOW)
        assert next(served, None) is None  # there is no server any more
        press(other, "Run")
        expect(said(other)).to_have_text("1 of 1 steps differ from the page.", timeout=SLOW)
        for _ in range(2):
            press(own, "Reset")
            expect(said(own)).to_contain_text("A fresh interpreter")
            press(own, "Run all")
            expect(said(own)).to_contain_text("All 6 steps", timeout=SLOW)
        page.goto(f"{address}/keeps/")
        press(own, "Run")
        expect(said(own)).to_contain_text("All 6 steps", timeout=SLOW)


def test_two_tabs_do_not_disturb_each_other(browser: Browser, live: Path) -> None:
    """The same session twice and the playground, all at once; a loop in one, an end in another."""
    with visit(browser, live) as first:
        second, third = first.context.new_page(), first.context.new_page()
        second.goto(first.url)
        third.goto(first.url.replace("/keeps/", "/playground/"))
        press(session(first), "Run")
        press(session(second), "Run")
        create(third, "bar.py", "SIZE = 3\n")
        assert story(third, "import bar", "bar.SIZE") == "3\n"
        for page in (first, second):
            expect(said(session(page))).to_contain_text("All 6 steps", timeout=SLOW)
        begin(session(first), "while True: pass")
        assert (
            story(session(second), "bar.SIZE = 2", "bar.hello(), bar.SIZE") == "hello\n(None, 2)\n"
        )
        begin(session(second), "while True: pass")
        press(session(second), "Stop")
        expect(said(session(second))).to_contain_text("Stopped.")
        second.close()
        expect(session(first).get_by_role("button", name="Stop", exact=True)).to_be_enabled()
        assert story(third, "bar.SIZE") == "3\n"
        press(session(first), "Stop")
        assert story(session(first), "import bar", "bar.SIZE") == "1\n"
        assert story(third, "bar.SIZE") == "3\n"


def test_without_webassembly_the_page_says_so(browser: Browser, live: Path) -> None:
    """A policy without 'wasm-unsafe-eval' is told at once, long before a start is given up."""
    strict = policy().replace("'wasm-unsafe-eval'", "")
    with visit(browser, live, policy=strict) as page:
        press(session(page), "Run")
        told = "lacks 'wasm-unsafe-eval'"
        expect(said(session(page))).to_contain_text(told, timeout=15_000)


NO_ROOM = "WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory"
FAILING = f"""\
const fail = async () => {{ throw new RangeError("{NO_ROOM}"); }};
WebAssembly.instantiate = WebAssembly.instantiateStreaming = fail;
"""
WRONG = {
    "blocked": ("delete self.WebAssembly;", "WebAssembly is blocked"),
    "memory": (FAILING, NO_ROOM),
}
"""What is wrong with a browser, as lines of its worker, and what readers are told."""


@pytest.mark.parametrize("wrong", WRONG)
def test_a_browser_that_cannot_start_python_is_told_why(
    browser: Browser, live: Path, wrong: str
) -> None:
    """WebAssembly that is blocked, and a device without memory; then it is mended."""
    line, told = WRONG[wrong]
    with visit(browser, live) as page:
        worker = (scripts(live) / "worker.js").read_text(encoding="utf-8")
        script = {"body": f"{line}\n{worker}", "content_type": "text/javascript"}
        page.route("**/worker.js", lambda route: route.fulfill(**script))
        limit(page, boot=3_000)
        own = session(page)
        press(own, "Run")
        expect(said(own)).to_contain_text("Python did not start", timeout=SLOW)
        expect(said(own)).to_contain_text(told)
        page.unroute("**/worker.js")
        limit(page, boot=30_000)
        press(own, "Run all")
        expect(said(own)).to_contain_text("All 6 steps", timeout=SLOW)
