"""Times Python in Chromium: its start with the stock library and the trimmed one, its steps."""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import Page, Playwright, sync_playwright

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


LIFE = """
async () => {
  const { Interpreter, take } = await import("/playground/interpreter.js");
  const spent = async (what) => {
    const start = performance.now();
    await what();
    return performance.now() - start;
  };
  const typed = (one, source) => spent(() => one.ask({ do: "type", source }));
  const middle = (all) => all.sort((a, b) => a - b)[all.length >> 1];
  const one = new Interpreter();
  const found = { "start, files in the cache": await spent(() => one.ready) };
  await one.ask({ do: "save", path: "bar.py", text: "SIZE = 1\\n", sameSecond: false });
  found["step: import of a module"] = await typed(one, "import bar");
  const steps = [];
  for (let n = 0; n < 50; n++) steps.push(await typed(one, "bar.SIZE"));
  found["step: a name, median of 50"] = middle(steps);
  found["step: the first traceback"] = await typed(one, "bar.COLOR");
  const restarts = [];
  for (let n = 0; n < 3; n++) restarts.push(await spent(() => new Interpreter().ready));
  found["restart without a spare, median of 3"] = middle(restarts);
  await take().ready;
  await new Promise((resolve) => setTimeout(resolve, 6000)); // the spare comes up meanwhile
  found["restart with a spare"] = await spent(() => take().ready);
  return found;
}
"""
"""The life of an interpreter on a page, in milliseconds."""


def report(book: Book) -> Iterator[str]:
    """Yield the lines of the measurement; the two are measured in turn, in fresh browsers."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = Path(scratch)
        (site / "index.html").write_text("<!doctype html><title>measure</title>")
        shutil.copytree(book.docs / "assets" / "playground", site / "playground")
        shutil.copytree(runtime.folder(book), site / "pyodide")
        shutil.copytree(site / "pyodide", site / "stock")
        stock = download.files(book.root / ".reloaded") / download.STOCK
        shutil.copyfile(stock, site / "stock" / download.STOCK)
        facts = json.loads((site / "stock" / "runtime.json").read_text())
        (site / "stock" / "runtime.json").write_text(
            json.dumps(facts | {"library": download.STOCK})
        )
        yield from cold_starts(playwright, site)
        yield from life(playwright, site)


def cold_starts(playwright: Playwright, site: Path) -> Iterator[str]:
    """First boots in browsers that have nothing cached."""
    times: dict[str, list[float]] = {"stock": [], "pyodide": []}
    for _ in range(ROUNDS):
        for name, spent in times.items():
            with visit(playwright, site) as page:
                spent.append(float(page.evaluate(BOOT, f"/{name}/")))
    typical = [median(spent) for spent in times.values()]
    best = [min(spent) for spent in times.values()]
    for word, (one, other) in (("median", typical), ("best", best)):
        yield (
            f"cold start, {word} of {ROUNDS}: stock {one:.0f} ms, trimmed {other:.0f} ms,"
            f" ratio {other / one:.2f}"
        )


def life(playwright: Playwright, site: Path) -> Iterator[str]:
    """What is loaded by the first start, and how long later starts and steps take."""
    with visit(playwright, site) as page:
        asked: set[str] = set()
        page.on("requestfinished", lambda request: asked.add(urlsplit(request.url).path))
        page.evaluate("() => { import('/playground/run.js') }")
        page.wait_for_timeout(500)
        yield f"loaded before the first start: {size(site, asked)}"
        page.evaluate(BOOT, "/pyodide/")
        yield f"loaded after it: {size(site, asked)}"
        for name, spent in page.evaluate(LIFE).items():
            yield f"{name}: {spent:.1f} ms"


def size(site: Path, asked: set[str]) -> str:
    """How much that is, and how much of it travels where the server compresses."""
    texts = [(site / path.removeprefix("/")).read_bytes() for path in asked]
    raw, travels = (sum(map(len, all_)) / 1e6 for all_ in (texts, map(gzip.compress, texts)))
    return f"{raw:.3f} MB, gzipped {travels:.3f} MB"


@contextmanager
def visit(playwright: Playwright, site: Path) -> Iterator[Page]:
    """A page of the site in a browser of its own."""
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    handler = partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        yield page
        browser.close()
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""
