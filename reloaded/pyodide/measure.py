"""Times Python in Chromium: its start with the stock library and the trimmed one, its steps."""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from playwright.sync_api import Page, Playwright, sync_playwright

from reloaded.book import Book
from reloaded.pyodide import download, published_scripts, runtime

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
        shutil.copytree(published_scripts.publish(book), site / "playground")
        shutil.copytree(runtime.folder(book), site / runtime.name())
        shutil.copytree(site / runtime.name(), site / "stock")
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
    times: dict[str, list[float]] = {"stock": [], runtime.name(): []}
    for _ in range(ROUNDS):
        for name, spent in times.items():
            with visit(playwright, site) as (page, _):
                spent.append(float(page.evaluate(BOOT, f"/{name}/")))
    typical = [median(spent) for spent in times.values()]
    best = [min(spent) for spent in times.values()]
    for word, (stock, trimmed) in (("median", typical), ("best", best)):
        yield (
            f"cold start, {word} of {ROUNDS}: stock {stock:.0f} ms, trimmed {trimmed:.0f} ms,"
            f" ratio {trimmed / stock:.2f}"
        )


def life(playwright: Playwright, site: Path) -> Iterator[str]:
    """What is loaded by the first start, and how long later starts and steps take."""
    with visit(playwright, site) as (page, server):
        page.evaluate("() => { import('/playground/run-button.js') }")
        page.wait_for_timeout(500)
        yield f"loaded before the first start: {size(site, server.asked)}"
        page.evaluate(BOOT, f"/{runtime.name()}/")
        yield f"loaded after it: {size(site, server.asked)}"
        for name, spent in page.evaluate(LIFE).items():
            yield f"{name}: {spent:.1f} ms"


def size(site: Path, asked: list[str]) -> str:
    """How much that is, and how much of it travels where the server compresses."""
    texts = [(site / path.removeprefix("/")).read_bytes() for path in asked]
    raw, travels = (sum(map(len, all_)) / 1e6 for all_ in (texts, map(gzip.compress, texts)))
    return f"{raw:.3f} MB, gzipped {travels:.3f} MB"


class Server(ThreadingHTTPServer):
    """Serves the files of a folder, and keeps the paths that were asked for and are there."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that has closed its connection."""


class Handler(SimpleHTTPRequestHandler):
    """Keeps the path of a request instead of a log."""

    def log_request(self, code: int | str = "-", _size: int | str = "-") -> None:
        """Keep the path."""
        if isinstance(self.server, Server) and code == HTTPStatus.OK:
            self.server.asked.append(self.path)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def visit(playwright: Playwright, site: Path) -> Iterator[tuple[Page, Server]]:
    """A page of the site in a browser of its own, and what serves it."""
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    with Server(site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        server.asked.clear()
        yield page, server
        browser.close()
        server.shutdown()
