"""A small book whose sessions run in the page, and a reader who opens it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reloaded.book import ROOT, THEME, Book
from reloaded.pyodide import runtime as python
from tests.support.built_site import build, serve
from tests.support.made_once import copied, made_once
from tests.support.needs import missing, needs

with needs("playwright"):
    from playwright.sync_api import Browser, Locator, Page, expect

CONFIG = """\
site_name: A book
site_url: http://localhost/
theme:
  name: material
  custom_dir: THEME
  font: false
  features: [navigation.instant, navigation.top]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, primary: custom, accent: custom}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: custom, accent: custom}
extra_css: [assets/book.css, assets/pictures.css, assets/playground/playground.css]
plugins: [search]
markdown_extensions:
  - reloaded.markdown: {root: ROOT, playground: PLAYGROUND}
  - attr_list
  - md_in_html
"""

PAGE = """\
# What reload keeps

## A deleted name survives `reload` { #deleted-names-survive }

```python title="bar.py"
def hello():
    print("hello")
```

```pycon
>>> import bar
>>> bar.hello()
hello
```

Delete it, save, reload.

```python title="bar.py"
SIZE = 1
```

```pycon
>>> from importlib import reload
>>> reload(bar)
<module 'bar' from '/demo/bar.py'>
>>> bar.hello()
hello
```

```console
$ python bar.py
```

## One and one is three { #one-and-one }

```pycon
>>> 1 + 1
3
```
"""

PLAYGROUND = """\
# Playground

<div>
<reloaded-playground></reloaded-playground>
</div>

<!-- all examples -->
"""


ALL = "All 6 steps printed what the page says"
"""What Run says of the first session."""

SLOW = 60_000
"""Milliseconds for a start on a busy machine."""

RUNTIME = python.folder(Book())
"""The interpreter for browsers, where it has been fetched."""


def live_book(folder: Path, runtime: Path | None) -> Path:
    """Build a small book.

    Args:
        folder: where to make it.
        runtime: of the real interpreter; with None its builder finds no interpreter at all, and
            with any other folder the worker only pretends to be Python.

    Returns:
        The folder of the site.
    """
    for name in ("docs/assets", "quizzes", "snippets", "tests"):
        (folder / name).mkdir(parents=True)
    (folder / "docs/index.md").write_text("# Home\n\n[Keeps](keeps.md)\n")
    (folder / "docs/keeps.md").write_text(PAGE)
    (folder / "docs/playground.md").write_text(PLAYGROUND)
    if runtime is not None:
        shutil.copytree(runtime, python.folder(Book(folder)))
    chosen = {"ROOT": folder, "THEME": THEME, "PLAYGROUND": str(runtime is not None).lower()}
    config = re.sub("|".join(chosen), lambda found: str(chosen[found[0]]), CONFIG)
    (folder / "mkdocs.yml").write_text(config)
    build(folder, site := folder / "site")
    if runtime not in (None, RUNTIME):
        (site / "assets/stub.json").write_text('{"wrong": ""}')
        shutil.copyfile(ROOT / "tests/support/stub_worker.js", scripts(site) / "worker.js")
        (scripts(site) / "codemirror.js").unlink()  # a plain field
    return site


def scripts(site: Path) -> Path:
    """The folder of a site's scripts for live sessions, which is named by what is in them."""
    (found,) = (site / "assets").glob("playground-*")
    return found


def pretended(shared: Path, own: Path) -> Path:
    """A small book whose worker only pretends.

    Args:
        shared: where workers build it once.
        own: an empty folder, where a test may write.

    Returns:
        The folder of its site, in the latter.
    """

    def make(folder: Path) -> None:
        (folder / "runtime").mkdir()
        (folder / "runtime/runtime.json").write_text("{}")
        live_book(folder / "book", folder / "runtime")

    return copied(made_once(shared, "pretended", make) / "book/site", own / "site")


def python_book(shared: Path) -> Path:
    """Build a small book with the real interpreter; returns the folder of its site."""
    missing(RUNTIME / "pyodide.mjs", "build the site once, which fetches Python for browsers")

    def make(folder: Path) -> None:
        live_book(folder / "book", RUNTIME)

    return made_once(shared, "python", make) / "book/site"


@contextmanager
def visit(
    browser: Browser, site: Path, path: str = "/keeps/", policy: str = "", **options: object
) -> Iterator[Page]:
    """Open a page of a site in a fresh profile; whatever a script raises fails the test."""
    served = serve(site, policy)
    address = next(served)
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.set_default_timeout(20_000)
    page.goto(address + path)
    with closing(context):
        yield page
    next(served, None)
    assert errors == []


def policy() -> str:
    """What may be loaded, as the playground page documents it."""
    return documented("Content-Security-Policy")


def caching() -> str:
    """What browsers may keep, as the playground page documents it."""
    return documented("Cache-Control")


def documented(header: str) -> str:
    """The value of a header that the playground page shows."""
    page = (ROOT / "docs/playground.md").read_text(encoding="utf-8")
    found = re.search(rf"^{header}: ([^`]+)", page, re.MULTILINE)
    assert found
    return " ".join(found[1].split())


def session(page: Page, name: str = "deleted-names-survive") -> Locator:
    """The live part of one session of the page."""
    return page.locator(f"session-run[data-claim='{name}']")


def ran(page: Page) -> Locator:
    """The first session, once Run has typed all of it."""
    box = session(page)
    press(box, "Run")
    expect(said(box)).to_contain_text(ALL, timeout=SLOW)
    return box


def press(where: Locator | Page, name: str) -> None:
    """Press the button of that name."""
    where.get_by_role("button", name=name, exact=True).click()


def enter(where: Locator | Page, source: str) -> None:
    """Type a statement at the prompt, and wait until it is done."""
    ready(where)
    begin(where, source)
    ready(where)


def begin(where: Locator | Page, source: str) -> None:
    """Type a statement at the prompt, and do not wait."""
    field = where.locator(".console-prompt textarea")
    field.fill(source)
    field.press("Control+Enter")


def ready(where: Locator | Page) -> None:
    """Wait until Python is."""
    expect(where.locator(".console")).to_have_attribute("aria-busy", "false", timeout=30_000)


def said(where: Locator | Page) -> Locator:
    """What a screen reader is told."""
    return where.locator(".console-status")


def limit(page: Page, **milliseconds: int) -> None:
    """Set the limits of the page's interpreters."""
    page.evaluate(
        """async given => {
          const { src } = document.querySelector("script[src*='/playground-']");
          const found = await import(new URL("interpreter.js", src));
          Object.assign(found.limits, given);
        }""",
        milliseconds,
    )


def story(where: Locator | Page, *sources: str) -> str:
    """Type statements, one by one, and return what the last of them printed."""
    for source in sources:
        enter(where, source)
    last = where.locator(".console-entry").last
    return "".join(last.locator(".console-output").all_text_contents())


def create(page: Page, path: str, text: str) -> None:
    """Make a file of the playground."""
    press(page, "New file")
    page.get_by_label("Name", exact=True).fill(path)
    press(page, "OK")
    field = page.get_by_role("textbox", name=path, exact=True)
    field.fill(text)
    press(page, "Save")
    expect(page.get_by_role("tab", name=path, exact=True)).to_be_visible()
