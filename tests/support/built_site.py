"""The site, built once for all workers, and served to a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reloaded.book import ROOT
from tests.support.made_once import made_once
from tests.support.needs import missing, needs
from tests.support.small_install import started

if TYPE_CHECKING:  # every test run loads this module, with the packages or without
    from playwright.sync_api import Browser

    from reloaded.markdown.built_site import Site

MKDOCS = Path(sys.executable).with_name("mkdocs")
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def build(root: Path, folder: Path) -> None:
    """Build a book by the console script, with what a reader of the README has installed."""
    variables = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    # Without --quiet: with it, --strict lets broken links pass.
    command = started(MKDOCS, "build", "--strict", "--site-dir", str(folder))
    done = subprocess.run(
        command, cwd=root, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def site(shared: Path) -> Site:
    """The book's own site, into which no test may write."""
    with needs("beautifulsoup4"):
        from reloaded.markdown.built_site import Site  # noqa: PLC0415 - where it is wanted

    return Site(made_once(shared, "site", partial(build, ROOT)))


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word, with a policy and a rule for caches where they are given."""

    policy = ""
    caching = ""

    def end_headers(self) -> None:
        """Send both headers with every answer, workers' scripts included."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        if self.caching:
            self.send_header("Cache-Control", self.caching)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Does not mind a reader who leaves before all is sent, as a worker does that is ended."""

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


def serve(folder: Path, policy: str = "", caching: str = "") -> Iterator[str]:
    """Serve a folder, and yield its address."""
    kind = type("Served", (Quiet,), {"policy": policy, "caching": caching})
    handler = partial(kind, directory=str(folder))
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Where the book's own site is served."""
    yield from serve(site.folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, from wherever this machine has it."""
    with needs("playwright"):
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - where it is wanted

    with sync_playwright() as playwright:
        yield playwright.chromium.launch(**chromium())


def chromium() -> dict[str, Any]:
    """How to start it. Without --no-sandbox, root starts none; the pages are our own."""
    program = missing(next(filter(None, map(shutil.which, PROGRAMS)), None), "install Chromium")
    return {"executable_path": str(program), "args": ["--no-sandbox"]}
