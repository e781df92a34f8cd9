"""A strip shows what a recording says: frames, sentences, places, and SVG of a fixed kind."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reloaded.interpreters.environments import Interpreter
from reloaded.pictures.captions import caption, described
from reloaded.pictures.frames import Frame, frames
from reloaded.pictures.layout import GAP, Layout
from reloaded.pictures.pruning import MOST_OBJECTS, everything
from reloaded.pictures.record_session import record
from reloaded.pictures.strip import figure
from reloaded.session.chapter import parse_chapter
from reloaded.session.model import Session
from tests.support.sessions import session_of

RELOAD = """
```python title="bar.py"
def hello():
    return "hi"
```

```pycon
>>> import bar
>>> from bar import hello
>>> hello()
'hi'
```

```python title="bar.py"
def hello():
    return "bonjour"
```

```pycon
>>> from importlib import reload
>>> reload(bar)
<module 'bar' from '/demo/bar.py'>
>>> from bar import hello
```
"""

CLASSES = """
```python title="shape.py"
class Circle:
    sides = 0
    def area(self): return 3
```

```pycon
>>> import shape
>>> c = shape.Circle()
>>> from importlib import reload
```

```python title="shape.py"
class Circle:
    sides = 1
```

```pycon
>>> reload(shape)
<module 'shape' from '/demo/shape.py'>
>>> del c
```
"""

PACKAGE = """
```python title="shop/__init__.py"
```

```python title="shop/prices.py"
TEA = 3
```

```pycon
>>> import shop.prices, sys
>>> del sys.modules["shop.prices"]
>>> shop.prices.TEA = 4
>>> import shop.prices
>>> shop.prices.TEA
3
```
"""


def drawn(markdown: str, on: Interpreter, *probes: str) -> tuple[Session, list[Frame], str]:
    """A session, its frames and its strip."""
    session = session_of(markdown)
    recording = record(session, on, probes)
    assert [] == recording.false
    return session, frames(session, recording)[0], figure(session, recording)


def said(strip: list[Frame]) -> list[str]:
    """The captions of a strip."""
    labels = everything(tuple(frame.now for frame in strip))
    befores = [None, *(frame.now for frame in strip)]
    return [caption(b, frame.now, labels) for b, frame in zip(befores, strip, strict=False)]


def pictures(html: str) -> list[str]:
    """The SVG of each frame."""
    return re.findall(r"<svg.*?</svg>", html, re.DOTALL)


def test_a_reload_is_told_in_sentences(each: Interpreter) -> None:
    """What was bound, what was not, and what is gone: on every interpreter in the same words."""
    assert [
        "`sys.modules['bar']` and `bar` name bar #1; `bar.hello` names hello #1.",
        "`hello` now names hello #1.",
        "Nothing in memory changed.",
        "`bar.hello` now names hello #2 instead of hello #1; `hello` still names hello #1.",
        (
            "`hello` now names hello #2 instead of hello #1; nothing refers to hello #1 any more,"
            " and it is gone."
        ),
    ] == said(drawn(RELOAD, each)[1])


def test_an_instance_is_told_in_sentences(interpreter: Interpreter) -> None:
    """It keeps its class; when it goes, so does the class. Methods are no part of the picture."""
    assert [
        "`sys.modules['shape']` and `shape` name shape #1; `shape.Circle` names Circle #1.",
        "`c` now names Circle() #1; `c.__class__` now names Circle #1.",
        "Nothing in memory changed.",
        (
            "`shape.Circle` now names Circle #2 instead of Circle #1;"
            " `c.__class__` still names Circle #1."
        ),
        "`c` is deleted; nothing refers to Circle() #1 and Circle #1 any more, and they are gone.",
    ] == said(drawn(CLASSES, interpreter)[1])


def test_a_package_is_told_in_sentences(interpreter: Interpreter) -> None:
    """The attribute on the parent outlives the entry, and values are told as values."""
    assert [
        (
            "`sys.modules['shop']` and `shop` name shop #1; `sys.modules['shop.prices']` and"
            " `shop.prices` name shop.prices #1."
        ),
        "`sys.modules['shop.prices']` is deleted; `shop.prices` still names shop.prices #1.",
        "`shop.prices #1.TEA` is now 4 instead of 3.",
        (
            "`shop.prices` now names shop.prices #2 instead of shop.prices #1;"
            " `sys.modules['shop.prices']` now names shop.prices #2;"
            " nothing refers to shop.prices #1 any more, and it is gone."
        ),
    ] == said(drawn(PACKAGE, interpreter)[1])


def test_a_probe_is_told_when_its_answer_changes(interpreter: Interpreter) -> None:
    """What calls no object of the picture stands in the caption."""
    strip = drawn(CLASSES, interpreter, "isinstance(c, shape.Circle)")[1]
    clauses = [re.findall(r"`isinstance.*?` gives \w+", one) for one in said(strip)]
    asked = "`isinstance(c, shape.Circle)` gives"
    assert [[], [f"{asked} True"], [], [f"{asked} False"], []] == clauses


def test_steps_that_change_nothing_share_a_frame(interpreter: Interpreter) -> None:
    """A call stands with the step before it; an edit has a frame of its own."""
    strip = drawn(RELOAD, interpreter)[1]
    assert [1, 2, 2, 1, 1] == [len(frame.done) for frame in strip]


def test_a_long_description_has_everything(interpreter: Interpreter) -> None:
    """Whoever cannot see the picture reads each name, and what is old."""
    strip = drawn(RELOAD, interpreter, "hello()")[1]
    labels = everything(tuple(frame.now for frame in strip))
    assert (
        "sys.modules['bar'] names bar #1; bar names bar #1; hello names hello #1 (old);"
        " bar.hello names hello #2; hello #1 called with () → 'hi'."
        == described(strip[3].now, labels)
    )


@pytest.mark.parametrize("markdown", [RELOAD, CLASSES, PACKAGE])
def test_the_svg_is_of_a_fixed_kind(markdown: str, interpreter: Interpreter) -> None:
    """Static, named, small, without ids, colours and scripts; drawn again, the same to the byte."""
    session, _, html = drawn(markdown, interpreter, "hello()")
    assert figure(session, record(session, interpreter, ("hello()",))) == html
    for svg in pictures(html):
        root = ET.fromstring(svg)
        tags = [one.tag for one in root.iter()]
        assert ("img", "title", "desc") == (root.get("role"), *tags[1:3])
        assert set(tags) <= {"svg", "title", "desc", "g", "rect", "path", "text"}
        assert root.get("viewBox", "").startswith("0 0 332 ")
        assert not re.search(r' id=|style=|(fill|stroke|color)="', svg)
        assert len(svg.encode()) <= 6000


def test_nothing_moves_between_frames(interpreter: Interpreter) -> None:
    """An object stands where it stood in the frame before."""
    strip = pictures(drawn(CLASSES, interpreter)[2])
    place = re.compile(
        r'class="thing" x="(\d+)" y="([\d.]+)"[^>]*/><text class="code label"[^>]*>([^<]+)'
    )
    seen: dict[str, set[str]] = {}
    for svg in strip:
        for x, y, label in place.findall(svg):
            seen.setdefault(label, set()).add(f"{x},{y}")
    assert {"shape #1", "Circle #1", "Circle #2", "Circle() #1"} == seen.keys()
    assert {1} == {len(places) for places in seen.values()}


def test_old_and_new_are_words_too(interpreter: Interpreter) -> None:
    """Colour is never alone: an old object says so, and a new one."""
    strip = pictures(drawn(CLASSES, interpreter)[2])
    assert ["of an old class", "new", "old"] == sorted(
        re.findall('class="said"[^>]*>([^<]+)', strip[3]),
        key=["of an old class", "new", "old"].index,
    )
    assert "deleted" in strip[4]
    assert 2 == strip[4].count(">gone</text>")


def many(count: int) -> str:
    """A session with a module of so many functions."""
    source = "".join(f"def tea_of_a_very_long_name_{n}(): pass\n" for n in range(count))
    return f'```python title="bar.py"\n{source}```\n\n```pycon\n>>> import bar\n>>> 1\n1\n```\n'


def test_a_part_says_that_it_is_one(interpreter: Interpreter) -> None:
    """Past twelve objects the figure says how many it leaves out; names are cut, never lost."""
    html = drawn(many(15), interpreter)[2]
    assert "This is a part: 4 more objects are not drawn." in html
    assert MOST_OBJECTS == html.count('class="thing"')
    assert "<title>tea_of_a_very_long_name_3 #1</title>tea" in html
    assert "This is a part" not in drawn(many(11), interpreter)[2]


def test_objects_and_their_arrows_keep_apart(interpreter: Interpreter) -> None:
    """No two objects overlap, and no arrow to one runs into the head of another."""
    strip = drawn(CLASSES + "\n", interpreter)[1]
    layout = Layout([frame.now for frame in strip])
    ends = sorted((layout.top[label], layout.height(label)) for label in layout.order)
    assert all(top + tall + GAP <= after for (top, tall), (after, _) in pairwise(ends))
    for one in layout.arrows:
        start = layout.row(one.holder, one.name)
        assert one.inner or all(
            abs(layout.port(o) - start) >= 5 for o in layout.order if o != one.to
        )


def test_a_picture_leaves_its_session_alone(tmp_path: Path) -> None:
    """The fence is no step: the hash is the same with and without it."""
    plain = session_of(RELOAD)
    asked = session_of(RELOAD + "\n```picture\nhello()\n```\n")
    assert plain.digest == asked.digest
    assert plain.picture is None
    assert asked.picture is not None
    assert "hello()\n" == asked.picture.text
    chapter = parse_chapter("# Nothing\n", tmp_path, "docs/page.md")
    assert () == chapter.sessions
