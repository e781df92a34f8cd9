"""A picture that is drawn in the browser is the one of the book, and asking leaves no trace."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reloaded.book import Book
from reloaded.markdown.pictures import picture
from reloaded.pyodide import published_scripts, runtime, unsupported
from reloaded.pyodide.draw_live import FRAMES, draw
from reloaded.pyodide.run_sessions import DRIVER, outcomes
from reloaded.pyodide.session_json import data
from reloaded.session.model import Session
from reloaded.store.fingerprints import contents, of_code
from reloaded.testing.sampling import Case, Inputs
from tests.support.needs import missing, needs_node
from tests.support.sessions import session_of

SECONDS = 60.0
BAR = {"kind": "save", "path": "bar.py", "text": "class Tea:\n    served = 0\n"}


@pytest.fixture(scope="module")
def book() -> Book:
    """The book, with its runtime."""
    missing(runtime.folder(Book()) / runtime.LIBRARY, "build the site")
    assert runtime.ensure(Book())
    return Book()


@pytest.fixture(scope="module")
def seen_by() -> dict[str, str]:
    """What looks at a session in Pyodide, and draws what it sees."""
    return {
        "runtime": runtime.made_of(),
        "scripts": published_scripts.version(Book()),
        "code": of_code("guest", "interpreters", "pictures", "pyodide", "session"),
        "driver": contents((path.name, path) for path in sorted(DRIVER.parent.glob("*.mjs"))),
        "node": contents([("node", needs_node())]),
        "tests": contents([("", Path(__file__))]),
    }


def pictured(book: Book) -> dict[str, Session]:
    """The sessions that have a picture and run in the browser."""
    away = unsupported.load()
    sessions = [session for chapter in book.chapters() for session in chapter.sessions]
    return {one.id: one for one in sessions if one.picture and one.id not in away}


PICTURED = pictured(Book())


def watched(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The steps of a session, and a look after each statement."""
    for step in told["steps"]:
        yield step
        if step["kind"] == "type":
            yield {"kind": "look", "probes": told["probes"]}


def strip(steps: list[dict[str, Any]], came: list[dict[str, Any]], claim: str = "A claim") -> str:
    """What the page's script would have drawn."""
    done: list[dict[str, Any]] = []
    for step, one in zip(steps, came, strict=True):
        if step["kind"] == "look":
            done[-1]["seen"] = one["value"]
        elif step["kind"] != "tree":
            done.append({**step, "printed": one["output"], "seen": None})
    return json.dumps({"claim": claim, "steps": done})


def drawn(html: str) -> list[str]:
    """The pictures and captions of a strip: tracebacks above them differ between versions."""
    return re.findall(r'<svg.*?</svg><p class="memory-said">.*?</p>', html)


def contradicts(value: object) -> bool:
    """Whether what was seen after a step has labels that contradict `is`."""
    return isinstance(value, str) and "'false': []" not in value


def look(*probes: str) -> dict[str, Any]:
    """See, and try expressions."""
    return {"kind": "look", "probes": list(probes)}


def type_(source: str) -> dict[str, Any]:
    """Type a statement."""
    return {"kind": "type", "source": source}


def do(book: Book, *steps: dict[str, Any]) -> list[dict[str, Any]]:
    """What came of each step."""
    return outcomes(book, {"a": list(steps)}, seconds=SECONDS)["a"]


@pytest.mark.dear("Pyodide runs each session that has a picture, and looks at it step by step")
@pytest.mark.parametrize("claim", PICTURED)
def test_every_picture_is_the_same_in_the_browser(
    book: Book, claim: str, seen_by: dict[str, str], case: Case
) -> None:
    """Seen in Pyodide, drawn by the same code: to the letter what the page shows."""
    session = PICTURED[claim]
    assert session.picture
    told = data(session)
    here = drawn(picture(session, session.picture, book))[-FRAMES:]
    inputs = Inputs({"session": told, "drawn": here}, seen_by)
    if case.has_passed(inputs):
        return
    steps = list(watched(told))
    came = do(book, *steps)

    assert [] == [one for one in came if contradicts(one["value"])]
    assert here == drawn(draw(strip(steps, came)))
    case.keep(inputs)


def test_many_pictures_are_compared() -> None:
    """Those that can be seen in the browser: at least thirty."""
    assert len(PICTURED) >= 30


def test_the_artist_in_the_browser_draws_what_it_draws_here(book: Book) -> None:
    """The same HTML from the code in Pyodide, that nothing there is missing to."""
    steps = [BAR, type_("import bar"), look(), type_("tea = bar.Tea()"), look()]
    told = strip(steps, do(book, *steps))
    (there,) = do(book, {"kind": "draw", "strip": told})

    assert there["value"] == draw(told)
    assert len(drawn(draw(told))) == 2


def test_a_probe_leaves_no_trace(book: Book) -> None:
    """It may count, print, import, delete, and take more memory than there was."""
    probes = (
        "setattr(bar.Tea, 'served', 5)",
        "print('served')",
        "__import__('decimal')",
        "len(bytearray(60_000_000))",
        "vars(bar).clear()",
    )
    fact = "bar.Tea.served, 'decimal' in sys.modules, sorted(vars(bar))[-1]"
    *_, seen, after, again, late = do(
        book, BAR, type_("import bar, sys"), look(*probes), type_(fact), look(), type_("[7] * 3")
    )

    assert "60000000" in seen["value"]
    assert after["output"] == "(0, False, '__spec__')\n"
    assert "Tea #1" in again["value"]
    assert late["output"] == "[7, 7, 7]\n"


def test_what_is_garbage_is_gone_in_the_picture_alone(book: Book) -> None:
    """A class in a cycle: the picture knows that it is dead, the session still has it."""
    *_, seen, kept = do(
        book,
        BAR,
        type_("import bar, weakref; old = weakref.ref(bar.Tea)"),
        look(),
        type_("del bar.Tea"),
        look(),
        type_("old() is None"),
    )

    assert "'gone': ['Tea #1']" in seen["value"]
    assert kept["output"] == "False\n"


def test_looking_leaves_nothing_behind(book: Book) -> None:
    """The modules, the names and the hooks of a session are those of one that nobody watches."""
    facts = (
        "import sys; sorted(sys.modules), sorted(vars()), sys.path, list(sys.path_importer_cache)"
    )
    (alone,) = do(book, type_(facts))
    _, _, watched_ = do(book, type_("1 + 1"), look("1 + 1"), type_(facts))

    assert watched_["output"] == alone["output"]


def told_by(seen: object) -> str:
    """A strip of one statement, of which a session says that this was seen."""
    step = {"kind": "type", "source": "<u>1</u>", "printed": "<s>\n", "seen": ascii(seen)}
    return json.dumps({"claim": "<em>", "steps": [step]})


def test_what_a_session_says_of_itself_is_text() -> None:
    """A session can reach its recorder; no markup of its own gets into the drawing."""
    rows = [{"name": "<b>", "path": "", "to": '<img src="x"> #1'}]
    node = {"kind": "module", "found": "this", "path": "", "rows": []}
    seen = {
        "tables": [{"title": "<script>", "rows": rows}],
        "objects": {'<img src="x"> #1': node},
        "calls": {'<img src="x"> #1': ["<script>"]},
    }
    html = draw(told_by(seen))

    assert "&lt;script&gt;" in html
    assert not re.findall(r"<(?:img|script|b|u|s|em)\b", html)


def test_a_picture_that_contradicts_itself_is_not_drawn() -> None:
    """The probe was asked in the session; what it found wrong is no picture."""
    with pytest.raises(ValueError, match="labels contradict `is`: line 0: a is b"):
        draw(told_by({"tables": [], "objects": {}, "false": ["a is b"]}))


def test_a_long_strip_shows_its_end_and_says_so() -> None:
    """The frames go on counting."""
    steps = [
        {
            "kind": "type",
            "source": f"x = {n}",
            "printed": "",
            "seen": ascii(
                {
                    "tables": [
                        {
                            "title": "__main__",
                            "rows": [
                                {"name": "tea", "path": "", "to": "tea #1"},
                                {"name": "x", "path": "", "text": str(n)},
                            ],
                        }
                    ],
                    "objects": {"tea #1": {"kind": "function", "found": "this", "rows": []}},
                }
            ),
        }
        for n in range(FRAMES + 3)
    ]
    html = draw(json.dumps({"claim": "A claim", "steps": steps}))

    assert html.count("<svg") == FRAMES
    assert 'style="counter-reset: frame 3"' in html
    assert "<title>Names and objects after step 4</title>" in html
    assert f"The last {FRAMES} of {FRAMES + 3} frames." in html


@pytest.mark.parametrize("field", ["kind", "found"])
def test_a_word_that_becomes_a_class_is_one_of_ours(field: str) -> None:
    """Nothing but the recorder's own words gets into an attribute."""
    node = {"kind": "module", "found": "this", "path": "", "rows": []}
    rows = [{"name": "bar", "path": "", "to": "bar #1"}]
    seen = {
        "tables": [{"title": "sys.modules", "rows": rows}],
        "objects": {"bar #1": {**node, field: '"><script>'}},
    }

    with pytest.raises(ValueError, match="is none of"):
        draw(told_by(seen))


def test_a_session_asks_for_its_probes() -> None:
    """The file of a session has what its picture tries."""
    told = data(session_of("```pycon\n>>> 1\n1\n```\n\n```picture\nf()\ng()\n```"))

    assert told["probes"] == ["f()", "g()"]
