"""Measures what readers and writers feel of the site's build, beside Material without our part.

Everything that is compared is measured in turn, round by round, each time in fresh processes and in
a fresh copy of the book: what a build keeps for the next one would flatter the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import log
from statistics import linear_regression, median

from reloaded.bench.builds import CONFIGS, OURS, PLAIN, build, collect, rebuilds, warm_up
from reloaded.bench.children import Spent
from reloaded.bench.serving import Rebuilt
from reloaded.bench.table import row
from reloaded.book import Book

FIRST_BUILD, REBUILD, GROWTH = "build", "rebuild", "growth"
PARTS = (FIRST_BUILD, REBUILD, GROWTH)
"""What can be measured."""

SIZES = (1, 2, 4, 8)
"""How many times a grown book has each chapter."""

MOST = {FIRST_BUILD: 2.0, "page": 2.0, REBUILD: 1.3, GROWTH: 1.1}
"""The goals: the most that each ratio, time in seconds or exponent may be."""

Tell = Callable[[str], None]
"""What shows a person how far it is."""


@dataclass(frozen=True)
class Measurement:
    """How to measure a book.

    Attributes:
        book: what to measure.
        rounds: how many; each figure is their median.
        tell: shows how far it is.
    """

    book: Book
    rounds: int
    tell: Tell

    def alternating(self, works: Mapping[str, Callable[[], Spent]]) -> dict[str, Spent]:
        """The median of each work, by its name, all of them done in turn."""
        times: dict[str, list[Spent]] = {name: [] for name in works}
        for number in range(1, self.rounds + 1):
            for name, work in works.items():
                self.tell(f"round {number} of {self.rounds}: {name}")
                times[name].append(work())
        return {name: middle(spent) for name, spent in times.items()}


def report(book: Book, parts: tuple[str, ...], rounds: int, tell: Tell) -> Iterator[str]:
    """Yield the lines of the measurements, each as soon as it is known.

    Args:
        book: what to measure.
        parts: some of `PARTS`.
        rounds: how many; each figure is their median.
        tell: shows how far it is.

    Yields:
        Lines for a terminal; an empty one above each part.

    Raises:
        BookError: a builder fails.
    """
    measurement = Measurement(book, rounds, tell)
    yield f"Medians of {rounds} rounds, in fresh processes and fresh copies of the book"
    tell("once without a clock")
    warm_up(book)
    kinds = {FIRST_BUILD: first_build, REBUILD: rebuild, GROWTH: growth}
    for part in parts:
        yield ""
        yield from kinds[part](measurement)


def first_build(measurement: Measurement) -> Iterator[str]:
    """The first build of a book whose tests have run."""
    yield "First build, with the proofs of a test run"
    yield row("", "clock", "processor")
    works = {name: partial(build, name, measurement.book) for name in CONFIGS}
    spent = measurement.alternating(works)
    for name, times in spent.items():
        yield row(name, f"{times.wall_seconds:.2f} s", f"{times.cpu_seconds:.2f} s")
    wall = spent[OURS].wall_seconds / spent[PLAIN].wall_seconds
    used = spent[OURS].cpu_seconds / spent[PLAIN].cpu_seconds
    yield row("ratio", f"{wall:.2f}", f"{used:.2f}", goal(FIRST_BUILD))


def rebuild(measurement: Measurement) -> Iterator[str]:
    """What a writer waits for who has saved a file while the builder serves the book."""
    times: dict[str, list[Rebuilt]] = {}
    for number in range(1, measurement.rounds + 1):
        for builder in CONFIGS:
            measurement.tell(f"round {number} of {measurement.rounds}: {builder} is served")
            for name, rebuilt in rebuilds(measurement.book, builder):
                times.setdefault(name, []).append(rebuilt)
    yield "Rebuild after a save: from the save to the served page, and as the builder logs it"
    yield row("", "page", "logged", "processor")
    found = {name: middle_rebuilt(all_) for name, all_ in times.items()}
    for name, rebuilt in found.items():
        figures = (rebuilt.page_seconds, rebuilt.built_seconds, rebuilt.cpu_seconds)
        yield row(name, *(f"{seconds:.2f} s" for seconds in figures))
    ours, plain = (found[f"{name}, a word"] for name in CONFIGS)
    yield row(
        "ratio",
        f"{ours.page_seconds / plain.page_seconds:.2f}",
        f"{ours.built_seconds / plain.built_seconds:.2f}",
        f"{ours.cpu_seconds / plain.cpu_seconds:.2f}" if plain.cpu_seconds else "",
        f"{goal(REBUILD)} logged, {MOST['page']:.1f} s to the page",
    )


def growth(measurement: Measurement) -> Iterator[str]:
    """How the time grows with the number of chapters; an exponent of 1 is in proportion."""
    yield "Growth with the number of chapters: seconds of the processor for each book's worth"
    yield row("", *(f"{size} x" for size in SIZES), "exponent", "last step")
    kinds: dict[str, Callable[[Book, int], Spent]] = {
        OURS: partial(build, OURS),
        PLAIN: partial(build, PLAIN),
        "collecting tests": collect,
    }
    for name, work in kinds.items():
        works = {f"{name}, {size} x": partial(work, measurement.book, size) for size in SIZES}
        spent = [typical.cpu_seconds for typical in measurement.alternating(works).values()]
        each = [f"{seconds / size:.2f} s" for size, seconds in zip(SIZES, spent, strict=True)]
        whole, last = exponent(SIZES, spent), exponent(SIZES[-2:], spent[-2:])
        yield row(name, *each, f"{whole:.2f}", f"{last:.2f}", goal(GROWTH))


def goal(kind: str) -> str:
    """What a figure should be."""
    return f"(goal: at most {MOST[kind]:.1f})"


def middle(spent: list[Spent]) -> Spent:
    """The median of each figure."""
    return Spent(
        median(run.wall_seconds for run in spent),
        median(run.cpu_seconds for run in spent),
    )


def middle_rebuilt(times: list[Rebuilt]) -> Rebuilt:
    """The median of each figure."""
    return Rebuilt(
        median(rebuilt.page_seconds for rebuilt in times),
        median(rebuilt.built_seconds for rebuilt in times),
        median(rebuilt.cpu_seconds for rebuilt in times),
    )


def exponent(sizes: tuple[int, ...], seconds: list[float]) -> float:
    """The slope of the logarithm of time against that of size: 1 is linear, 2 is quadratic."""
    return linear_regression([*map(log, sizes)], [*map(log, seconds)]).slope
