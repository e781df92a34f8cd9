"""Draws one frame as static SVG: no script, no id, no colour of its own, the same to the byte."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from reloaded.pictures.labels import LETTER, cut, number, pair, text
from reloaded.pictures.layout import (
    HEAD,
    LEFT,
    NAMES,
    OBJECTS,
    ROW,
    WIDTH,
    Arrow,
    Layout,
    arrows,
)
from reloaded.pictures.model import ObjectNode, Reference, Snapshot

STATES = {
    ("module", "nothing"): "not in sys.modules",
    ("instance", "another"): "of an old class",
    ("instance", "nothing"): "of a lost class",
}
"""What is said of an object that no import finds; else it is `old`, or `in no module`."""


def svg(layout: Layout, before: Snapshot | None, now: Snapshot, title: str, words: str) -> str:
    """Draw a frame.

    Args:
        layout: of the whole strip.
        before: the snapshot of the frame before; None for the first.
        now: what to draw.
        title: names the picture.
        words: says what it shows.

    Returns:
        One `svg` element, `WIDTH` units wide and as tall as what is in it.
    """
    frame = FrameDrawing(layout, before, now)
    body = "".join(frame.parts())
    return (
        f'<svg class="memory" viewBox="0 0 {WIDTH} {number(frame.low + 3)}" role="img">'
        f"<title>{escape(title, quote=False)}</title><desc>{escape(words, quote=False)}</desc>"
        f"{body}</svg>"
    )


class FrameDrawing:
    """One frame while it is drawn; `low` is how far down it has come.

    Args:
        layout: of the whole strip.
        before: the snapshot of the frame before; None for the first.
        now: what to draw.
    """

    def __init__(self, layout: Layout, before: Snapshot | None, now: Snapshot) -> None:
        self.layout = layout
        self.now = now
        self.before = before or Snapshot(0, (), {})
        self.is_first = before is None
        self.low = 0.0
        self.box = layout.object_width

    def parts(self) -> Iterator[str]:
        """Yield the tables, the objects, and the arrows above them."""
        earlier = {table.title: table.rows for table in self.before.tables}
        for table in self.now.tables:
            yield from self.table(table.title, table.rows, earlier.get(table.title, ()))
        for label in self.layout.order:
            if node := self.now.objects.get(label):
                yield from self.node(node)
            elif label in self.before.objects:
                yield from self.ghost(label)
        old = {(arrow.holder, arrow.name): arrow.to for arrow in arrows(self.before)}
        ways: dict[tuple[bool, str], list[Arrow]] = {}
        for arrow in arrows(self.now):
            ways.setdefault((arrow.inner, arrow.to), []).append(arrow)
        for (inner, label), group in ways.items():
            yield f'<g class="{state(self.now.objects[label])}">'
            new = [
                arrow
                for arrow in group
                if not self.is_first and old.get((arrow.holder, arrow.name)) != label
            ]
            for style, drawn in (
                ("way", [arrow for arrow in group if arrow not in new]),
                ("way hot", new),
            ):
                if drawn:
                    yield f'<path class="{style}" d="{"".join(map(self.way, drawn))}"/>'
            dots = "".join(
                f"M{OBJECTS + self.box if inner else LEFT + NAMES} {number(self.start(arrow))}h0"
                for arrow in group
            )
            tip = OBJECTS + self.box + 1 if inner else OBJECTS - 1
            side = 7 if inner else -7
            y = number(self.layout.port(label))
            yield f'<path class="dot" d="{dots}"/>'
            yield f'<path class="tip" d="M{tip} {y}l{side} -4v8z"/></g>'

    def table(
        self, title: str, rows: tuple[Reference, ...], earlier: tuple[Reference, ...]
    ) -> Iterator[str]:
        """A table of names; a name that this step deleted is struck out.

        Args:
            title: `sys.modules` or `__main__`.
            rows: its names now.
            earlier: its names in the frame before.

        Yields:
            SVG elements; none where the table has no row, now or before.
        """
        now, was = {row.name: row for row in rows}, {row.name for row in earlier}
        shown = [name for name in self.layout.rows[title] if name in now or name in was]
        if not shown:
            return
        top = self.layout.top[title]
        tall = ROW * (1 + max(map(self.layout.rows[title].index, shown)))
        self.low = max(self.low, top + tall)
        rules = "".join(f"M{LEFT} {number(top + y)}h{NAMES}" for y in range(ROW, tall, ROW))
        yield text(LEFT + 2, top - 6, title, "title")
        yield (
            f'<rect class="names" x="{LEFT}" y="{number(top)}" width="{NAMES}" height="{tall}"'
            f' rx="3"/><path class="rule" d="{rules}"/>'
        )
        for name in shown:
            y = self.layout.row(title, name)
            row = now.get(name)
            value = "deleted" if row is None else row.text
            yield from pair(LEFT + 7, LEFT + NAMES - 6, y + 4, name, value, lost=row is None)

    def node(self, node: ObjectNode) -> Iterator[str]:
        """An object: its label and kind, what it refers to, what calling it gives."""
        top, tall = self.layout.top[node.label], self.layout.height(node.label)
        self.low = max(self.low, top + tall)
        yield (
            f'<g class="{state(node)}"><rect class="thing" x="{OBJECTS}" y="{number(top)}"'
            f' width="{self.box}" height="{tall}" rx="7"/>'
        )
        yield from self.head(node.label, node.kind, top, "code label")
        is_new = not self.is_first and node.label not in self.before.objects
        if node.is_old:
            word = STATES.get((node.kind, node.found))
            yield self.pill(top, word or ("old" if node.found == "another" else "in no module"))
        elif is_new:
            yield self.pill(top, "new")
        yield "</g>"
        rows = {row.name: row for row in node.rows}
        was = self.before.objects.get(node.label)
        lost = {row.name for row in was.rows} - rows.keys() if was else set()
        lines: list[float] = []
        for name in self.layout.rows[node.label]:
            if name in rows or name in lost:
                value = rows[name].text if name in rows else "deleted"
                y = self.layout.row(node.label, name)
                lines.append(y - ROW / 2)
                end = OBJECTS + self.box - 8
                yield from pair(OBJECTS + 9, end, y + 4, name, value, lost=name in lost)
        for index, call in enumerate(node.calls, len(self.layout.rows[node.label])):
            y = top + HEAD + index * ROW
            lines.append(y)
            yield cut(
                OBJECTS + 9,
                y + ROW / 2 + 4,
                self.shortened(call),
                self.box - 16,
                "code soft",
                whole=call,
            )

        if lines:
            rules = "".join(f"M{OBJECTS + 1} {number(y)}h{self.box - 2}" for y in lines)
            yield f'<path class="rule" d="{rules}"/>'

    def shortened(self, call: str) -> str:
        """A call and what it gave; where that is too long, what it gave."""
        if LETTER * len(call) <= self.box - 16 or " → " not in call:
            return call
        return "(…) → " + call.rpartition(" → ")[2]

    def head(self, label: str, kind: str, top: float, style: str) -> Iterator[str]:
        """The label of an object, its number always whole, and its kind.

        Args:
            label: such as `hello #2`.
            kind: the word on the right: the object's kind, or what became of it.
            top: the object's upper edge, in units of the frame.
            style: the classes of the label.

        Yields:
            Two `text` elements.
        """
        name, _, count = label.rpartition(" #")
        room = self.box - 22 - 6.6 * len(kind)
        yield cut(OBJECTS + 9, top + 17, name, room, style, f" #{count}")
        yield text(OBJECTS + self.box - 8, top + 17, kind, "kind", end=True)

    def ghost(self, label: str) -> Iterator[str]:
        """The place of an object that this step has taken out of the picture."""
        top, tall = self.layout.top[label], self.layout.height(label)
        self.low = max(self.low, top + tall)
        yield (
            f'<rect class="ghost" x="{OBJECTS}" y="{number(top)}" width="{self.box}"'
            f' height="{tall}" rx="7"/>'
        )
        fate = "gone" if label in self.now.gone else "alive"
        yield from self.head(label, fate, top, "code lost")

    def pill(self, top: float, word: str) -> str:
        """A word on the upper edge of an object."""
        wide = 12 + 6 * len(word)
        x = OBJECTS + self.box - 8 - wide
        return (
            f'<rect class="pill" x="{number(x)}" y="{number(top - 9)}" width="{wide}" height="14"'
            f' rx="7"/><text class="said" x="{number(x + wide / 2)}" y="{number(top + 1.5)}"'
            f' text-anchor="middle">{word}</text>'
        )

    def start(self, arrow: Arrow) -> float:
        """Where an arrow starts: in the middle of its row."""
        return self.layout.row(arrow.holder, arrow.name)

    def way(self, arrow: Arrow) -> str:
        """An arrow's line, from the dot at its row to the head at its object."""
        y1, y2 = self.start(arrow), self.layout.port(arrow.to)
        lane = self.layout.lane[arrow.inner, arrow.to]
        x1, x2 = (LEFT + NAMES, OBJECTS - 5)
        turn = 1
        if arrow.inner:
            x1, x2, turn = OBJECTS + self.box, OBJECTS + self.box + 5, -1
        bend = min(5, abs(y2 - y1) / 2)
        down = bend if y2 > y1 else -bend
        if abs(y2 - y1) < 1:
            return f"M{x1} {number(y1)}H{x2}"
        return (
            f"M{x1} {number(y1)}H{number(lane - bend)}q{number(bend)} 0 {number(bend)}"
            f" {number(down)}V{number(y2 - down)}q0 {number(down)} {number(turn * bend)}"
            f" {number(down)}H{x2}"
        )


def state(node: ObjectNode) -> str:
    """The class of an object and of the arrows to it."""
    return "old" if node.is_old else "now"
