"""A reader presses Run: what is shown, what goes wrong, and how it goes on.

The worker of these tests only pretends to be Python, so that it can hang and crash on demand.
"""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest

from reloaded.pyodide import published_scripts
from tests.support.needs import needs
from tests.support.playground import (
    begin,
    create,
    enter,
    limit,
    live_book,
    press,
    pretended,
    ran,
    ready,
    said,
    scripts,
    session,
    visit,
)

with needs("playwright"):
    from playwright.sync_api import Browser, Route, expect

ASSETS = published_scripts.SCRIPTS


@pytest.fixture(scope="module")
def live(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small book whose Python only pretends."""
    return pretended(shared, tmp_path_factory.mktemp("live"))


def test_run_types_the_session_and_compares(browser: Browser, live: Path) -> None:
    """Each step is shown, each output is held against the page."""
    with visit(browser, live) as page:
        own = ran(page)
        assert own.locator(".console-same").count() == 3
        expect(own.locator(".console-log")).to_contain_text("bar.py saved again")
        assert own.locator(".console-other").count() == 0


def test_a_difference_is_shown_as_one(browser: Browser, live: Path) -> None:
    """With what the page says beside what came out."""
    with visit(browser, live) as page:
        own = session(page, "one-and-one")
        press(own, "Run")
        expect(said(own)).to_have_text("1 of 1 steps differ from the page.")
        expect(own.locator(".console-other")).to_contain_text("The page says:3")
        expect(own.locator(".console-output")).to_have_text("2\n")


def test_step_runs_one_block(browser: Browser, live: Path) -> None:
    """Then it waits, until the last one, which is followed by the verdict."""
    with visit(browser, live) as page:
        own = session(page)
        press(own, "Step")
        expect(said(own)).to_have_text("1 of 5 blocks.")
        assert own.locator(".console-entry").count() == 0
        press(own, "Step")
        expect(said(own)).to_have_text("2 of 5 blocks.")
        assert own.locator(".console-entry").count() == 2
        press(own, "Run all")
        expect(said(own)).to_contain_text("All 6 steps")


def test_the_block_that_runs_is_marked(browser: Browser, live: Path) -> None:
    """By an attribute and a bar that was not there; none at the end, and the page stays put."""
    bar = "one => getComputedStyle(one, '::before').content"
    with visit(browser, live) as page:
        own = session(page)
        marked = page.locator("[aria-current=step]")
        kept = page.locator(".session[data-run='deleted-names-survive'] .step")
        assert [kept.nth(number).evaluate(bar) for number in range(5)] == ["none"] * 5
        press(own, "Step")
        expect(said(own)).to_have_text("1 of 5 blocks.")
        expect(marked).to_have_text(re.compile(r"^bar\.py.*def hello", re.DOTALL))
        top = page.evaluate("scrollY")
        press(own, "Step")
        expect(said(own)).to_have_text("2 of 5 blocks.")
        expect(marked).to_have_text(re.compile("^>>> import bar"))
        assert marked.evaluate(bar) == '""'
        limit(page, pace=500)
        press(own, "Run all")
        expect(marked).to_have_text(re.compile(r"^bar\.py.*SIZE", re.DOTALL))
        expect(marked).to_have_text(re.compile("^>>> from importlib"))
        expect(marked).to_have_text(re.compile(r"^\$ python"))
        expect(said(own)).to_contain_text("All 6 steps")
        expect(marked).to_have_count(0)
        assert page.evaluate("scrollY") == top


@pytest.mark.parametrize("end", ["Stop", "Close"])
def test_no_mark_outlives_its_run(browser: Browser, live: Path, end: str) -> None:
    """However the run has ended."""
    with visit(browser, live) as page:
        limit(page, pace=1_000)
        own = session(page)
        press(own, "Run")
        expect(page.locator("[aria-current=step]")).to_have_count(1)
        press(own, end)
        expect(page.locator("[aria-current=step]")).to_have_count(0)


def test_nothing_is_fetched_before_somebody_runs(browser: Browser, live: Path) -> None:
    """The button tells the size; the page has asked for one small script."""
    with visit(browser, live) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.reload(wait_until="networkidle")
        assert [url for url in asked if re.search("playground.*js$|pyodide|sessions/", url)] == [
            url for url in asked if url.endswith("/run-button.js")
        ]
        run = session(page).get_by_role("button", name="Run", exact=True)
        expect(run).to_have_accessible_description("loads Python, about 6 MB, once")
        ran(page)
        assert any(url.endswith("/worker.js") for url in asked)


def test_the_button_is_small() -> None:
    """What every page with sessions loads: at most 3 kB as it travels."""
    assert len(gzip.compress((ASSETS / "run-button.js").read_bytes())) <= 3_000


def test_without_a_script_there_is_no_button(browser: Browser, live: Path) -> None:
    """A page that cannot run a session does not offer to."""
    with visit(browser, live, java_script_enabled=False) as page:
        assert session(page).count() == 1
        assert page.locator(".md-content button").count() == 0


def test_without_the_runtime_there_is_no_mark(browser: Browser, tmp_path: Path) -> None:
    """The same where the site was built without it: the playground says so."""
    site = live_book(tmp_path / "book", None)
    with visit(browser, site) as page:
        assert page.locator("session-run, script[src$='run-button.js']").count() == 0
        page.goto(page.url.replace("/keeps/", "/playground/"))
        expect(page.get_by_text("came without Python for browsers")).to_be_visible()


def test_the_reader_edits_and_goes_on(browser: Browser, live: Path) -> None:
    """An edit is saved as an editor does, and the prompt is there for the rest."""
    with visit(browser, live) as page:
        own = ran(page)
        press(own, "Edit")
        own.get_by_role("textbox", name="bar.py").fill("SIZE = 2\n")
        expect(own.get_by_role("tab")).to_have_text("bar.py · not saved")
        enter(own, "bar.hello()")
        expect(said(own)).to_contain_text("Not saved yet")
        own.get_by_role("textbox", name="bar.py").press("Control+s")
        expect(own.get_by_role("tab")).to_have_text("bar.py")
        own.get_by_label("in the same second").check()
        own.get_by_role("textbox", name="bar.py").fill("SIZE = 3\n")
        press(own, "Save")
        expect(own.locator(".console-log")).to_contain_text("does not see this edit")


def test_the_prompt_knows_where_a_statement_ends(browser: Browser, live: Path) -> None:
    """Enter goes on inside a block; arrows bring back; a paste is typed line by line."""
    with visit(browser, live, "/playground/") as page:
        field = page.locator(".console-prompt textarea")
        field.focus()
        page.keyboard.type("def f():")
        page.keyboard.press("Enter")
        page.keyboard.type("return 1")
        page.keyboard.press("Enter")
        expect(field).to_have_value("def f():\n    return 1\n    ")
        page.keyboard.press("Enter")
        expect(page.locator(".console-entry")).to_have_text(">>> def f():\n...     return 1\n")
        ready(page)
        field.fill(">>> f()\n1\n>>> 1 + 1\n2")
        field.press("Control+Enter")
        expect(page.locator(".console-entry")).to_have_count(3)
        ready(page)
        expect(field).to_be_focused()
        field.press("ArrowUp")
        expect(field).to_have_value("1 + 1")
        field.press("ArrowUp")
        expect(field).to_have_value("f()")
        field.press("ArrowDown")
        field.press("ArrowDown")
        expect(field).to_have_value("")


def test_one_may_type_ahead(browser: Browser, live: Path) -> None:
    """As in a terminal: what is entered while Python is busy runs after it."""
    with visit(browser, live) as page:
        own = session(page)
        press(own, "Run")
        begin(own, "1 + 1")
        expect(own.locator(".console-output").last).to_have_text("2\n")
        expect(own.locator(".console-log")).to_contain_text(re.compile(r"hello.*1 \+ 1", re.DOTALL))


def test_an_endless_loop_is_stopped(browser: Browser, live: Path) -> None:
    """By the reader or by the limit; files stay, and the next line works."""
    with visit(browser, live) as page:
        own = ran(page)
        begin(own, "while True: pass")
        press(own, "Stop")
        expect(said(own)).to_contain_text("Stopped.")
        enter(own, "1 + 1")
        expect(own.locator(".console-output").last).to_have_text("2\n")
        limit(page, step=300)
        enter(own, "while True: pass")
        expect(said(own)).to_contain_text("still running after 0.3 seconds")
        limit(page, step=20_000)
        page.on("dialog", lambda dialog: dialog.accept())  # what was typed is lost: yes
        press(own, "Run all")
        expect(said(own)).to_contain_text("All 6 steps")


def test_stop_between_two_steps_ends_the_run(browser: Browser, live: Path) -> None:
    """What is left of the session is not typed into a new interpreter, which knows nothing."""
    with visit(browser, live) as page:
        limit(page, pace=1_000)
        own = session(page)
        press(own, "Run")
        expect(own.locator(".console-log")).to_contain_text("bar.py saved")
        press(own, "Stop")
        expect(said(own)).to_contain_text("Stopped.")
        assert own.locator(".console-entry").count() == 0


@pytest.mark.parametrize("end", ["stop", "limit", "crash"])
def test_what_programs_wrote_survives_them(browser: Browser, live: Path, end: str) -> None:
    """The dead one cannot be asked for its folder: it is there all the same, and can be changed."""
    with visit(browser, live, "/playground/") as page:
        page.on("dialog", lambda dialog: dialog.accept())
        files = page.locator(".tree-list button")
        create(page, "own.py", "")
        enter(page, "open('made.py', 'w').close()")
        limit(page, step=20_000 if end == "stop" else 300)
        begin(page, "crash" if end == "crash" else "while True: pass")
        if end == "stop":
            press(page, "Stop")
        expect(said(page)).to_contain_text("what an unfinished one wrote is lost")
        expect(files).to_have_text(["made.py", "own.py"])
        files.first.click()
        expect(page.get_by_role("textbox", name="made.py", exact=True)).to_have_value("made\n")
        files.last.click()
        press(page, "Delete")
        expect(files).to_have_text(["made.py"])
        press(page, "Share")
        link = page.get_by_role("textbox", name="Link").input_value()
        limit(page, step=20_000)
        enter(page, "1 + 1")
        expect(page.locator(".console-output").last).to_have_text("2\n")
        expect(files).to_have_text(["made.py"])
        page.goto(link)
        expect(said(page)).to_contain_text("This link is loaded")
        expect(page.get_by_role("tab")).to_have_text(["made.py"])


def test_a_session_that_breaks_packing_loses_no_file_of_the_reader(
    browser: Browser, live: Path
) -> None:
    """What packs a folder is Python, of which a session may break anything."""
    with visit(browser, live, "/playground/") as page:
        create(page, "one.py", "")
        enter(page, "break")
        create(page, "two.py", "")
        begin(page, "while True: pass")
        press(page, "Stop")
        expect(said(page)).to_contain_text("Stopped.")
        enter(page, "1 + 1")
        expect(page.locator(".tree-list button")).to_have_text(["one.py", "two.py"])


def test_a_crash_is_told_and_survived(browser: Browser, live: Path) -> None:
    """The next line starts a new interpreter, and so does the one after an exit."""
    with visit(browser, live) as page:
        own = ran(page)
        enter(own, "crash")
        expect(said(own)).to_contain_text("The interpreter crashed: Uncaught Error: out of memory")
        enter(own, "exit()")
        expect(own.locator(".console-log")).to_contain_text("has exited")
        enter(own, "f()")
        expect(own.locator(".console-output").last).to_have_text("1\n")


DONE = 'say: "done", id: 0, exits: false, wrote: false, value: null'
LIES = {
    "no object": ("lie 'ready'", "it is no object"),
    "unknown kind": ('lie {say: "dance"}', 'nothing is called "dance"'),
    "missing field": ('lie {say: "failed", id: 1}', '"failed" has no why'),
    "wrong type": (f"lie {{{DONE}, output: ['1']}}", "has a wrong output: it is no string"),
    "too long": (f"lie {{{DONE}, output: 'x'.repeat(1e6)}}", "more than 500,000 characters"),
    "late start": ('lie {say: "progress", loaded: 1, total: 2}', "comes after the start"),
    "unasked": (f"lie {{{DONE}, output: ''}}", "answers nothing that was asked"),
    "paths": ("lie in paths {value: [7]}", 'the value of "paths" has an entry that is no string'),
    "modules": ("lie in modules {value: [{}]}", "has an entry that has no name"),
    "folder": ("lie in pack {value: '['}", 'the value of "pack" describes no folder'),
    "wrote": ("lie in paths {wrote: 1}", "has a wrong wrote: it is neither true nor false"),
}
"""What code of a session can make its worker say, and what the reader is told."""


@pytest.mark.dear("each lie ends an interpreter")
@pytest.mark.parametrize("lie", LIES)
def test_a_worker_that_says_something_else_is_ended(browser: Browser, live: Path, lie: str) -> None:
    """In words, and not in silence: the files stay, and the next line starts a new interpreter."""
    source, told = LIES[lie]
    with visit(browser, live, "/playground/") as page:
        create(page, "own.py", "")
        enter(page, "1 + 1")
        enter(page, source)
        if lie == "folder":
            enter(page, "open('made.py', 'w').close()")
        expect(said(page)).to_contain_text("Stopped: the interpreter sent the page a message")
        expect(said(page)).to_contain_text(told)
        expect(said(page)).to_contain_text("The next line starts a new interpreter")
        enter(page, "1 + 1")
        expect(page.locator(".console-output").last).to_have_text("2\n")
        expect(page.locator(".tree-list button")).to_have_text(["own.py"])


def test_a_worker_that_refuses_goes_on(browser: Browser, live: Path) -> None:
    """Such as one that is told more than it takes: nothing was done, and the reader is told why."""
    with visit(browser, live, "/playground/") as page:
        enter(page, "lie in type {say: 'refused', why: 'it is too long'}")
        enter(page, "1 + 1")
        expect(said(page)).to_have_text("Not done: it is too long.")
        enter(page, "1 + 1")
        expect(page.locator(".console-output").last).to_have_text("2\n")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [("silent", "short of memory"), ("failed", "Python did not start: no memory")],
)
def test_a_start_that_fails_is_told(browser: Browser, live: Path, wrong: str, told: str) -> None:
    """A start has a time limit; once what was wrong is mended, the next try works."""
    with visit(browser, live) as page:
        page.route("**/stub.json", lambda route: route.fulfill(json={"wrong": wrong}))
        limit(page, boot=300 if wrong == "silent" else 30_000)
        own = session(page)
        press(own, "Run")
        expect(said(own)).to_contain_text(told)
        page.unroute("**/stub.json")
        limit(page, boot=30_000)
        press(own, "Run all")
        expect(said(own)).to_contain_text("All 6 steps")


def test_a_worker_that_does_not_load_is_no_crash(browser: Browser, live: Path) -> None:
    """A reader who is told of a crash would look for it in what he typed."""
    with visit(browser, live) as page:
        page.route("**/worker.js", lambda route: route.abort())
        own = session(page)
        press(own, "Run")
        told = "Python did not start: its files did not load. Are you offline?"
        expect(said(own)).to_have_text(f"{told} The next line starts a new interpreter.")
        page.unroute("**/worker.js")
        press(own, "Run all")
        expect(said(own)).to_contain_text("All 6 steps")


CHANGED = "The book has changed since this page was opened. Load the page again."


def deploy(site: Path) -> None:
    """Put another version in the place of a site's scripts: other names, and one other module."""
    (scripts(site) / "console.js").write_text("export class Terminal {}")
    scripts(site).rename(site / "assets/playground-0123456789ab")


def gone_when_asked_again(route: Route) -> None:
    """Serve a script once; who asks then whether it is still there, is told that it isn't."""
    if route.request.method == "HEAD":
        route.fulfill(status=404)
    else:
        route.continue_()


def test_two_versions_are_never_mixed(browser: Browser, live: Path, tmp_path: Path) -> None:
    """A reader whose page is older than the scripts is told to load it again; then it works."""
    shutil.copytree(live, site := tmp_path / "site")
    with visit(browser, site) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        version = scripts(site).name
        deploy(site)
        press(session(page), "Run")
        expect(session(page).locator(".session-note")).to_have_text(CHANGED)
        assert all(f"/{version}/" in url for url in asked if url.endswith(".js"))
        shutil.rmtree(scripts(site))
        shutil.copytree(scripts(live), site / "assets" / version)
        page.reload()
        ran(page)


def test_a_playground_that_does_not_come_says_so(browser: Browser, live: Path) -> None:
    """Instead of a page on which nothing happens."""
    with visit(browser, live, "/") as page:
        page.route("**/playground.js", lambda route: route.fulfill(status=404))
        page.goto(page.url + "playground/")
        place = page.locator("reloaded-playground")
        expect(place).to_contain_text("Are you offline?")
        page.route("**/run-button.js", gone_when_asked_again)
        page.reload()
        expect(place).to_have_text(CHANGED)


def test_offline_is_told(browser: Browser, live: Path) -> None:
    """What cannot be loaded leaves the button as it was."""
    with visit(browser, live) as page:
        page.route("**/sessions/*.json", lambda route: route.abort())
        own = session(page)
        press(own, "Run")
        expect(own.locator(".session-note")).to_contain_text("Are you offline?")
        page.unroute("**/sessions/*.json")
        press(own, "Run")
        expect(said(own)).to_contain_text("All 6 steps")


def test_output_is_cut(browser: Browser, live: Path) -> None:
    """A page that shows megabytes would stand still."""
    with visit(browser, live, "/playground/") as page:
        enter(page, "'x' * 100000")
        expect(page.locator(".console-entry")).to_contain_text("cut after 64 kB")
        assert len(page.locator(".console-output").text_content() or "") <= 64_001
