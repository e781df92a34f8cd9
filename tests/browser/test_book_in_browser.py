"""The whole book, run in the browser: every session with a button, under the documented policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from reloaded.book import ROOT, Book
from reloaded.markdown.addresses import folder
from reloaded.store.fingerprints import contents
from reloaded.store.results import hashed
from reloaded.testing.sampling import Case, Inputs
from tests.support.needs import needs
from tests.support.playground import limit, policy, press, said, session, visit

with needs("beautifulsoup4", "playwright"):
    from bs4 import BeautifulSoup
    from playwright.sync_api import Browser, Page
    from playwright.sync_api import TimeoutError as TimeIsUp

    from reloaded.markdown.built_site import Site

ENOUGH = 0.8
"""How much of the book has to run in the browser."""

ENDED = """claim => {
  const panel = document.querySelector(`session-run[data-claim="${claim}"] .console`);
  const told = panel?.querySelector(".console-status").textContent;
  return panel?.dataset.state || /starts a new|Not done/.test(told);
}"""
"""Whether a session has come to its end, good or bad."""


@pytest.fixture(scope="module")
def live(site: Site) -> Site:
    """The book's own site, built with Python for browsers."""
    if not list(site.folder.glob("assets/pyodide-*/runtime.json")):
        pytest.skip("the site was built without Python for browsers")
    return site


@pytest.fixture(scope="module")
def python_in_pages(browser: Browser, live: Site) -> str:
    """What runs a session in a page: the browser, the scripts, Python, and these tests."""
    assets = [path for path in (live.folder / "assets").rglob("*") if path.is_file()]
    ours = [path for path in assets if "sessions" not in path.parts]
    tests = [Path(__file__), *(ROOT / "tests/support").glob("*.py")]
    return hashed([browser.version, contents((path.name, path) for path in sorted(ours + tests))])


def session_file(site: Site, claim: str) -> Path:
    """What a page's script loads to run a session."""
    return site.folder / "assets/sessions" / f"{claim}.json"


def claims(folder: Path, url: str) -> list[str]:
    """The sessions of a page that have a button."""
    html = (folder / url.lstrip("/") / "index.html").read_text(encoding="utf-8")
    return re.findall(r'<session-run data-claim="([^"]+)"', html)


def test_most_of_the_book_runs_in_the_browser(live: Site) -> None:
    """At least four sessions of five have a button."""
    everything = [claim for page in live.pages.values() for claim in page.claims()]
    runnable = [claim for url in live.pages for claim in claims(live.folder, url)]
    assert set(runnable) <= set(everything)
    assert len(runnable) >= ENOUGH * len(everything)


SHOWN = {"save": "file", "type": "pycon", "command": "console", "delete": "console", "tree": "tree"}
"""By kind of a step: the class of its code block."""


def test_the_number_of_a_block_finds_it_on_its_page(live: Site) -> None:
    """As session-console.js finds the block that runs: among those that do something, in order."""
    wrong = []
    for page in live.pages.values():
        for own in page.soup.select(".session[data-run]"):
            blocks = own.select(".step:not(.step-illustration)")
            data = session_file(live, str(own["data-run"]))
            wrong += [
                f"{own['data-run']}: {step}"
                for step in json.loads(data.read_text(encoding="utf-8"))["steps"]
                if f"step-{SHOWN[step['kind']]}" not in blocks[step["block"]]["class"]
                or step.get("source", "").partition("\n")[0] not in blocks[step["block"]].text
            ]
    assert wrong == []


@pytest.mark.dear("Chromium runs each session of a page")
@pytest.mark.parametrize("page", sorted(folder(Book(), page) for page in Book().pages()))
def test_every_session_with_a_button_prints_what_its_page_says(
    browser: Browser, live: Site, page: str, python_in_pages: str, case: Case
) -> None:
    """Chromium presses Run on each of them, under the documented policy."""
    url = "/" if page == "." else f"/{page}/"
    own = claims(live.folder, url)
    content = {
        "page": (live.folder / url.lstrip("/") / "index.html").read_text(encoding="utf-8"),
        "sessions": [session_file(live, claim).read_text(encoding="utf-8") for claim in own],
    }
    inputs = Inputs(content, {"python": python_in_pages})
    if not own or case.has_passed(inputs):
        return
    with visit(browser, live.folder, url, policy()) as opened:
        limit(opened, pace=0)
        told = {claim: run(opened, claim) for claim in own}
    assert [f"{claim}: {text}" for claim, text in told.items() if not text.startswith("All ")] == []
    case.keep(inputs)


def run(page: Page, claim: str) -> str:
    """Press Run, and return the verdict."""
    own = session(page, claim)
    press(own, "Run")
    try:
        page.wait_for_function(ENDED, arg=claim, timeout=60_000)
    except TimeIsUp:
        return f"no end: {said(own).text_content()}"
    text = said(own).text_content() or ""
    press(own, "Close")
    return text


def test_the_documented_policy_names_each_script_of_the_theme(live: Site) -> None:
    """No more and no less than the hashes of what stands in the pages."""
    pages = [page.soup for page in live.pages.values()]
    pages.append(BeautifulSoup((live.folder / "404.html").read_text(), "html.parser"))
    scripts = {
        script.get_text()
        for page in pages
        for script in page.find_all("script", src=False)
        if script.get("type") != "application/json"
    }
    hashes = {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts}
    assert hashes == set(re.findall(r"'sha256-([^']+)'", policy()))
    assert (ROOT / "docs/playground.md").read_text().count("Content-Security-Policy: ") == 1
