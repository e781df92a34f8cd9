"""Leaves out of a recording what tells a reader nothing, the same in every moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reloaded.pictures.model import Moment, Row, Thing

MOST = 12
"""How many objects a figure shows."""

MOST_VALUES = 3
"""How many plain values an object shows that stay what they are."""


def pruned(moments: tuple[Moment, ...]) -> tuple[tuple[Moment, ...], int]:
    """Leave out what no reader asks about; returns the moments, and how many objects are left out.

    Methods go unless something besides their class refers to them; so do values that never change,
    where an object has many; and `_`, the prompt's last value, unless it alone keeps something
    alive that another name has led to.
    """
    named = {label for moment in moments for label in reached(bare(moment))}
    moments = tuple(
        moment if (reached(moment) - reached(bare(moment))) & named else bare(moment)
        for moment in moments
    )
    kept = {label for moment in moments for label in held(moment)}
    moments = tuple(only(moment, lambda thing: thing.label in kept) for moment in moments)
    moments = tuple(map(few_values(moments), moments))
    ranked = sorted(everything(moments), key=lambda label: rank(label, moments))
    shown = set(ranked[:MOST])
    moments = tuple(only(moment, lambda thing: thing.label in shown) for moment in moments)
    moments = tuple(
        replace(moment, gone=tuple(label for label in moment.gone if label in shown))
        for moment in moments
    )
    return moments, len(ranked[MOST:])


def everything(moments: tuple[Moment, ...]) -> list[str]:
    """The labels of all moments, by first sight."""
    return list(dict.fromkeys(label for moment in moments for label in moment.things))


def bare(moment: Moment) -> Moment:
    """The moment without the row `_`, and without what that alone leads to."""
    tables = tuple(
        replace(table, rows=tuple(row for row in table.rows if row.name != "_"))
        for table in moment.tables
    )
    return only(replace(moment, tables=tables), lambda _: True)


def reached(moment: Moment) -> set[str]:
    """The labels that names lead to."""
    todo = [row.to for table in moment.tables for row in table.rows if row.to]
    seen: set[str] = set()
    while todo:
        label = todo.pop()
        if label not in seen and label in moment.things:
            seen.add(label)
            todo += [row.to for row in moment.things[label].rows if row.to]
    return seen


def held(moment: Moment) -> set[str]:
    """The labels of all but those functions that their class alone refers to."""
    by = [row.to for table in moment.tables for row in table.rows]
    by += [row.to for one in moment.things.values() if one.kind != "class" for row in one.rows]
    methods = {
        row.to
        for one in moment.things.values()
        if one.kind == "class"
        for row in one.rows
        if row.to and moment.things[row.to].kind == "function"
    }
    return {label for label in moment.things if label not in methods or label in by}


def only(moment: Moment, keep: Callable[[Thing], bool]) -> Moment:
    """The moment with some of its things, and with the rows that refer to these."""
    chosen = {label for label, thing in moment.things.items() if keep(thing)}
    bare = replace(
        moment,
        things={
            label: replace(thing, rows=into(thing.rows, chosen))
            for label, thing in moment.things.items()
            if label in chosen
        },
        tables=tuple(replace(one, rows=into(one.rows, chosen)) for one in moment.tables),
    )
    seen = reached(bare)
    things = {label: thing for label, thing in bare.things.items() if label in seen}
    return replace(bare, things=things)


def into(rows: tuple[Row, ...], chosen: set[str]) -> tuple[Row, ...]:
    """The rows that are plain values or refer to what is shown."""
    return tuple(row for row in rows if not row.to or row.to in chosen)


def few_values(moments: tuple[Moment, ...]) -> Callable[[Moment], Moment]:
    """Drop values that never change where there are many, and those of containers shown open."""
    texts: dict[tuple[str, str], set[str]] = {}
    for moment in moments:
        for holder, rows in [
            *((table.title, table.rows) for table in moment.tables),
            *((label, thing.rows) for label, thing in moment.things.items()),
        ]:
            for row in rows:
                texts.setdefault((holder, row.name), set()).add(row.to or row.text)
    opened = {(holder, name.partition("[")[0]) for holder, name in texts if "[" in name}
    changing = {key for key, values in texts.items() if len(values) > 1}

    def chosen(holder: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        plain = [row for row in rows if not row.to and (holder, row.name) not in changing]
        spare = set(plain[MOST_VALUES:])
        spare |= {row for row in rows if not row.to and (holder, row.name) in opened}
        return tuple(row for row in rows if row not in spare)

    return lambda moment: replace(
        moment,
        tables=tuple(replace(one, rows=chosen(one.title, one.rows)) for one in moment.tables),
        things={
            label: replace(thing, rows=chosen(label, thing.rows))
            for label, thing in moment.things.items()
        },
    )


def rank(label: str, moments: tuple[Moment, ...]) -> tuple[bool, bool, bool]:
    """Sort first what the names lead to at once, then modules, then what is old at some time."""
    things = [moment.things[label] for moment in moments if label in moment.things]
    named = any(row.to == label for m in moments for table in m.tables for row in table.rows)
    return not named, things[0].kind != "module", not any(thing.is_old for thing in things)
