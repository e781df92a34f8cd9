"""Finds a place for everything that a strip shows, once: between frames, what stays does not move.

A frame is 332 units wide: tables of names on the left, objects on the right. Arrows from the tables
run through the gutter between them, arrows between objects through one on the right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from reloaded.pictures.model import Reference, Snapshot

WIDTH = 332
LEFT, NAMES = 1, 104
"""Where the tables start, and how wide they are."""

OBJECTS = 146
"""Where the objects start."""

ROW, HEAD, GAP, TITLE = 21, 25, 14, 17
LANE = 7
"""Between two lanes of the right gutter, where there are few."""

LANES = 42
"""How wide all its lanes may be."""


@dataclass(frozen=True)
class Arrow:
    """From a row to an object.

    Attributes:
        holder: what the row stands in: the title of a table, or a label.
        name: of the row.
        to: the label.
        inner: from an object, and so through the gutter on the right.
    """

    holder: str
    name: str
    to: str
    inner: bool


def arrows(snapshot: Snapshot) -> Iterator[Arrow]:
    """Every arrow of a snapshot, in reading order."""
    for table in snapshot.tables:
        yield from (Arrow(table.title, row.name, row.to, False) for row in table.rows if row.to)  # noqa: FBT003 - a field
    for label, node in snapshot.objects.items():
        yield from (Arrow(label, row.name, row.to, True) for row in node.rows if row.to)  # noqa: FBT003 - a field


class Layout:
    """Where everything stands, for all snapshots of a strip.

    Attributes:
        rows: by holder, the names of its rows in all snapshots.
        calls: by label, how many lines of calls it has at most.
        top: by holder, where it starts.
        lane: by side (inner or not) and label, where its arrows run down.
        object_width: how wide objects are, as the right gutter leaves it.
    """

    def __init__(self, snapshots: list[Snapshot]) -> None:
        self.tables = list(
            dict.fromkeys(table.title for snapshot in snapshots for table in snapshot.tables)
        )
        born: dict[str, int] = {}
        for number, snapshot in enumerate(snapshots):
            for label in snapshot.objects:
                born.setdefault(label, number)
        self.rows: dict[str, list[str]] = {holder: [] for holder in [*self.tables, *born]}
        self.calls = dict.fromkeys(born, 0)
        for snapshot in snapshots:
            for table in snapshot.tables:
                self.take_rows(table.title, table.rows)
            for label, node in snapshot.objects.items():
                self.take_rows(label, node.rows)
                self.calls[label] = max(self.calls[label], len(node.calls))
        self.arrows = list(
            dict.fromkeys(arrow for snapshot in snapshots for arrow in arrows(snapshot))
        )
        self.top: dict[str, float] = {}
        self.place_tables()
        self.place(self.best(born))
        self.make_room()
        left, right = self.lanes(inner=False), self.lanes(inner=True)
        lane = min(LANE, LANES / (1 + max(right.values(), default=0)))
        gutter = round(lane * (1 + max(right.values(), default=-1))) + 9
        self.object_width = WIDTH - OBJECTS - 1 - gutter
        start = OBJECTS + self.object_width + 9
        step = (OBJECTS - LEFT - NAMES - 12) / (2 + max(left.values(), default=0))
        self.lane: dict[tuple[bool, str], float] = {
            **{(True, label): start + lane * number for label, number in right.items()},
            **{(False, label): LEFT + NAMES + 4 + (n + 1) * step for label, n in left.items()},
        }

    def take_rows(self, holder: str, rows: tuple[Reference, ...]) -> None:
        """Remember the rows of a holder."""
        known = self.rows[holder]
        known += [row.name for row in rows if row.name not in known]

    def place_tables(self) -> None:
        """Put the tables below each other."""
        y = 2.0
        for title in self.tables:
            y += TITLE
            self.top[title] = y
            y += ROW * len(self.rows[title]) + GAP

    def height(self, label: str) -> int:
        """How tall an object is, with every row that it has in any snapshot."""
        return HEAD + ROW * (len(self.rows[label]) + self.calls[label])

    def place(self, order: list[str]) -> None:
        """Put the objects below each other; the first head is level with the first name."""
        y: float = 2 + TITLE + (ROW - HEAD) / 2
        for label in order:
            self.top[label] = y
            y += self.height(label) + GAP
        self.order = order

    def row(self, holder: str, name: str) -> float:
        """The middle of a row."""
        head = 0 if holder in self.tables else HEAD
        return self.top[holder] + head + (self.rows[holder].index(name) + 0.5) * ROW

    def port(self, label: str) -> float:
        """Where arrows reach an object."""
        return self.top[label] + HEAD / 2

    def best(self, born: dict[str, int]) -> list[str]:
        """An order of short arrows that seldom cross; who comes later stands below the others."""
        order = sorted(born, key=lambda label: born[label])
        self.place(order)
        cost, better = self.cost(), True
        while better:
            better = False
            for i, j in combinations(range(len(order)), 2):
                if born[order[i]] != born[order[j]]:
                    continue
                tried = order.copy()
                tried[i], tried[j] = tried[j], tried[i]
                self.place(tried)
                if (now := self.cost()) < cost:
                    order, cost, better = tried, now, True
        return order

    def cost(self) -> float:
        """The length of all arrows, and a fine for each pair that changes sides."""
        ends = [
            (arrow.inner, self.row(arrow.holder, arrow.name), self.port(arrow.to))
            for arrow in self.arrows
        ]
        total = sum(abs(start - end) for _, start, end in ends)
        for first, second in combinations(ends, 2):
            if first[0] == second[0] and (first[1] - second[1]) * (first[2] - second[2]) < 0:
                total += 60
        return total

    def make_room(self) -> None:
        """Move an object down where an arrow to another would run into its own."""
        for label in self.order:
            clashing = [
                self.row(arrow.holder, arrow.name)
                for arrow in self.arrows
                if not arrow.inner and arrow.to != label
            ]
            while any(abs(y - self.port(label)) < 5 for y in clashing):
                for lower in self.order[self.order.index(label) :]:
                    self.top[lower] += 3

    def spans(self, *, inner: bool) -> dict[str, tuple[float, float]]:
        """How far up and down the arrows to each object run, on one side."""
        ends: dict[str, list[float]] = {}
        for arrow in self.arrows:
            if arrow.inner == inner:
                ends.setdefault(arrow.to, [self.port(arrow.to)]).append(
                    self.row(arrow.holder, arrow.name)
                )
        return {label: (min(ys), max(ys)) for label, ys in ends.items()}

    def lanes(self, *, inner: bool) -> dict[str, int]:
        """Give the arrows to each object a lane; arrows that pass each other by may share one."""
        spans = self.spans(inner=inner)
        lanes: list[list[str]] = []
        for label in sorted(spans, key=lambda label: (spans[label], label)):
            for lane in lanes:
                if all(apart(spans[label], spans[neighbour]) for neighbour in lane):
                    lane.append(label)
                    break
            else:
                lanes.append([label])
        ways = permutations(lanes) if len(lanes) < 7 else [tuple(lanes)]
        return min(
            ({label: number for number, lane in enumerate(way) for label in lane} for way in ways),
            key=lambda numbers: self.crossings(numbers, inner=inner),
        )

    def crossings(self, numbers: dict[str, int], *, inner: bool) -> int:
        """How often arrows of one side cross, with lanes numbered away from the objects' rows."""
        spans = self.spans(inner=inner)
        count = 0
        for arrow in (arrow for arrow in self.arrows if arrow.inner == inner):
            start, end = self.row(arrow.holder, arrow.name), self.port(arrow.to)
            for target, (low, high) in spans.items():
                if target == arrow.to:
                    continue
                nearer = numbers[target] < numbers[arrow.to]
                if inner:
                    count += nearer * ((low < start < high) + (low < end < high))
                else:
                    count += low < (start if nearer else end) < high
        return count


def apart(first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether two spans leave room between them."""
    return first[1] + 8 < second[0] or second[1] + 8 < first[0]
