"""A link that somebody else made: what it may not do."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import pytest

from tests.support.needs import needs
from tests.support.playground import press, pretended, said, visit

with needs("playwright"):
    from playwright.sync_api import Browser, expect


@pytest.fixture(scope="module")
def live(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small book whose Python only pretends."""
    return pretended(shared, tmp_path_factory.mktemp("links"))


@pytest.mark.parametrize(
    ("log", "why"),
    [
        ([["save", "../../etc/passwd", "x", 0]], "from the project's folder"),
        ([["save", "/etc/passwd", "x", 0]], "from the project's folder"),
        ([["save", "a\x00.py", "x", 0]], "no name for a file"),
        ([["run", "x"]], "damaged"),
        ([["save", "bomb.py", "0" * 50_000_000, 0]], "too large"),
        ("text", "unknown version"),
    ],
    ids=["up", "root", "null", "kind", "bomb", "shape"],
)
def test_a_hostile_link_is_refused(browser: Browser, live: Path, log: object, why: str) -> None:
    """Its paths stay inside, its size is bounded, and its text is text."""
    with visit(browser, live, "/playground/" + fragment(log)) as page:
        expect(said(page)).to_contain_text(why)
        assert page.locator(".tree-list button").count() == 0


def test_the_text_of_a_link_is_text(browser: Browser, live: Path) -> None:
    """Markup in names, files and lines is shown as it is."""
    markup = "<img src=x onerror=alert(1)>"
    log = [["save", f"{markup}.py", markup, 0], ["type", markup]]
    with visit(browser, live, "/playground/" + fragment(log)) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        expect(page.get_by_role("tab")).to_have_text(f"{markup}.py")
        press(page, "Run it")
        expect(page.locator(".console-log")).to_contain_text(f">>> {markup}")
        assert page.locator("reloaded-playground img").count() == 0


def fragment(log: object) -> str:
    """What stands at the end of a link."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(json.dumps({"v": 1, "log": log}).encode()) + packer.flush()
    return "#project=" + base64.urlsafe_b64encode(data).decode().rstrip("=")
