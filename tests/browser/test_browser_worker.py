"""The worker in Chromium, by its protocol alone, under the strictest policy it can live with."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from typing import Any

import pytest

from reloaded.book import Book
from reloaded.pyodide import published_scripts, runtime
from tests.support.built_site import Quiet
from tests.support.needs import missing, needs

with needs("playwright"):
    from playwright.sync_api import Browser

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';"
    " worker-src 'self'"
)

TALK = """
async (messages) => {
  const worker = new Worker("/playground/worker.js", { type: "module" });
  const heard = [];
  const ask = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      heard.push(data);
      if (data.say !== "progress") resolve();
    };
    worker.postMessage(message);
  });
  for (const message of messages) await ask(message);
  worker.terminate();
  return heard;
}
"""


class Strict(Quiet):
    """Serves files under the policy."""

    def end_headers(self) -> None:
        """Send the policy with everything."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with nothing but the worker and its runtime."""
    missing(runtime.folder(Book()) / runtime.LIBRARY, "build the site")
    assert runtime.ensure(Book())
    root = tmp_path_factory.mktemp("worker")
    (root / "index.html").write_text("<!doctype html><title>worker</title>")
    shutil.copytree(published_scripts.publish(Book()), root / "playground")
    (root / "pyodide").symlink_to(runtime.folder(Book()))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(root))) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/"
        served.shutdown()


def talk(browser: Browser, server: str, *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """What a new worker answers."""
    page = browser.new_page()
    page.goto(server)
    heard = page.evaluate(TALK, [{"do": "boot", "base": f"{server}pyodide/"}, *messages])
    page.close()
    return list(heard)


def test_a_reload_in_chromium(browser: Browser, server: str) -> None:
    """Boot with progress, save, import, edit, reload, look: each message has one answer."""
    heard = talk(
        browser,
        server,
        {"do": "save", "id": 1, "path": "bar.py", "text": "def hello(): return 1\n"},
        {"do": "type", "id": 2, "source": "import bar, importlib; bar.hello()"},
        {"do": "save", "id": 3, "path": "bar.py", "text": "x = 1\n"},
        {"do": "type", "id": 4, "source": "importlib.reload(bar).hello()"},
        {"do": "paths", "id": 5},
        {"do": "read", "id": 6, "path": "bar.py"},
        {"do": "type", "id": 7, "source": "raise SystemExit('bye')"},
    )

    progress = [one for one in heard if one["say"] == "progress"]
    loaded = [one["loaded"] for one in progress]
    assert loaded == sorted(loaded)
    assert progress[-1]["loaded"] == progress[-1]["total"] > 10_000_000
    said = [one for one in heard if one["say"] != "progress"]
    assert said[0] == {"say": "ready"}
    assert ["done"] * 7 == [one["say"] for one in said[1:]]
    assert [1, 2, 3, 4, 5, 6, 7] == [one["id"] for one in said[1:]]
    assert ["", "1\n", "", "1\n", "", "", "bye\n"] == [one["output"] for one in said[1:]]
    assert [False] * 6 + [True] == [one["exits"] for one in said[1:]]
    assert ["__pycache__/", "__pycache__/bar.cpython-314.pyc", "bar.py"] == said[5]["value"]
    assert "x = 1\n" == said[6]["value"]


def test_what_cannot_be_done_is_said(browser: Browser, server: str) -> None:
    """A failure has the id of its message, and the worker goes on."""
    heard = talk(
        browser,
        server,
        {"do": "delete", "id": 1, "path": "none.py"},
        {"do": "read", "id": 2, "path": "none.py"},
        {"do": "type", "id": 3, "source": "1"},
    )

    failed = [one for one in heard if one["say"] == "failed"]
    assert [(1, True), (2, True)] == [(one["id"], bool(one["why"])) for one in failed]
    assert "1\n" == heard[-1]["output"]


def test_what_no_page_asks_is_refused(browser: Browser, server: str) -> None:
    """With the reason, and with the id where the message has one; nothing is done."""
    heard = talk(
        browser,
        server,
        {"do": "dance", "id": 1},
        {"do": "save", "id": 2, "path": "a.py"},
        {"do": "type", "id": 3, "source": ["1"]},
        {"do": "save", "id": 4, "path": "x" * 5_000, "text": ""},
        {"do": "type", "source": "1"},
        {"do": "paths", "id": 5},
    )

    refused = [(one.get("id"), one["why"]) for one in heard if one["say"] == "refused"]
    assert [
        (1, 'nothing is called "dance"'),
        (2, '"save" has no text'),
        (3, '"type" has a wrong source: it is no string'),
        (4, '"save" has a wrong path: it has more than 4,096 characters'),
        (None, '"type" has no id'),
    ] == refused
    assert [] == heard[-1]["value"]


def test_a_boot_that_fails_says_why(browser: Browser, server: str) -> None:
    """Where the runtime is not, the page is told, and told by name."""
    page = browser.new_page()
    page.goto(server)
    heard = page.evaluate(TALK, [{"do": "boot", "base": f"{server}nowhere/"}])
    page.close()

    assert "failed" == heard[-1]["say"]
    assert "404" in heard[-1]["why"] or "nowhere" in heard[-1]["why"]


WRITES = (
    "open('a.py', 'w').close()",
    "n = open('a.py', 'a').write('x')",
    "import os; os.utime('a.py', (1, 1))",
    "os.truncate('a.py', 0)",
    "os.rename('a.py', 'b.py')",
    "os.mkdir('c')",
    "os.rmdir('c')",
    "os.remove('b.py')",
)
"""Everything that changes a folder."""

READS = ("1", "open('d.py').read(), os.stat('d.py').st_size, os.listdir()", "print('x')")


def test_a_step_that_writes_says_so(browser: Browser, server: str) -> None:
    """The page keeps the folder after those, and does not ask after the others."""
    steps = [
        {"do": "save", "id": 0, "path": "d.py", "text": "d"},
        *({"do": "type", "id": 1, "source": line} for line in WRITES),
        *({"do": "type", "id": 2, "source": line} for line in READS),
        {"do": "pack", "id": 3},
    ]

    heard = [one for one in talk(browser, server, *steps) if one["say"] == "done"]

    assert [True] * 9 + [False] * 4 == [one["wrote"] for one in heard]


BEYOND = """\
import gc
dicts = [one for one in gc.get_objects() if type(one) is dict]
(page, *_) = [one["js"] for one in dicts if type(one.get("js")).__name__ == "JsProxy"]
[name for name in ("fetch", "XMLHttpRequest", "WebSocket", "indexedDB") if hasattr(page, name)]
hasattr(page, "postMessage")
"""


def test_nothing_of_the_network_is_left_to_a_session(browser: Browser, server: str) -> None:
    """Even who digs out the hidden way to the worker's globals finds nothing to ask others with."""
    typed = [{"do": "type", "id": 1, "source": line} for line in BEYOND.splitlines()]

    outputs = [one["output"] for one in talk(browser, server, *typed) if one["say"] == "done"]

    assert ["", "", "", "[]\n", "True\n"] == outputs
