"""Times the start of Python in Chromium: with the stock library, and with the trimmed one."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from playwright.sync_api import Playwright, sync_playwright

from reloaded.book import Book
from reloaded.browser import download, runtime

ROUNDS = 5
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

BOOT = """
async (base) => {
  const worker = new Worker("/playground/worker.js", { type: "module" });
  const start = performance.now();
  const answer = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => { if (data.say !== "progress") resolve(data); };
    worker.postMessage({ do: "boot", base: new URL(base, location.href).href });
  });
  worker.terminate();
  if (answer.say !== "ready") throw new Error(answer.why);
  return performance.now() - start;
}
"""


def report(book: Book) -> Iterator[str]:
    """Yield the lines of the measurement; the two are measured in turn, in fresh browsers."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = Path(scratch)
        (site / "index.html").write_text("<!doctype html><title>measure</title>")
        shutil.copytree(book.docs / "assets" / "playground", site / "playground")
        shutil.copytree(runtime.folder(book), site / "trimmed")
        shutil.copytree(site / "trimmed", site / "stock")
        stock = download.files(book.root / ".reloaded") / download.STOCK
        shutil.copyfile(stock, site / "stock" / download.STOCK)
        facts = json.loads((site / "stock" / "runtime.json").read_text())
        (site / "stock" / "runtime.json").write_text(
            json.dumps(facts | {"library": download.STOCK})
        )
        times: dict[str, list[float]] = {"stock": [], "trimmed": []}
        for _ in range(ROUNDS):
            for name, spent in times.items():
                spent.append(cold(playwright, site, name))
        typical = [median(spent) for spent in times.values()]
        best = [min(spent) for spent in times.values()]
        for name, (one, other) in (("median", typical), ("best", best)):
            yield (
                f"cold start, {name} of {ROUNDS}: stock {one:.0f} ms, trimmed {other:.0f} ms,"
                f" ratio {other / one:.2f}"
            )


def cold(playwright: Playwright, site: Path, name: str) -> float:
    """The milliseconds of a first boot in a browser that has nothing cached."""
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    handler = partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        spent = float(page.evaluate(BOOT, f"/{name}/"))
        browser.close()
        server.shutdown()
    return spent


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""
