"""Leaves out of a recording what tells a reader nothing, the same in every snapshot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reloaded.pictures.model import ObjectNode, Reference, Snapshot

MOST_OBJECTS = 12
"""How many objects a figure shows."""

MOST_VALUES = 3
"""How many plain values an object shows that stay what they are."""


def pruned(snapshots: tuple[Snapshot, ...]) -> tuple[tuple[Snapshot, ...], int]:
    """Leave out what no reader asks about; returns the rest, and how many objects are left out.

    Methods go unless something besides their class refers to them; so do values that never change,
    where an object has many; and `_`, the prompt's last value, unless it alone keeps something
    alive that another name has led to.
    """
    named = {label for snapshot in snapshots for label in reached(bare(snapshot))}
    snapshots = tuple(
        snapshot if (reached(snapshot) - reached(bare(snapshot))) & named else bare(snapshot)
        for snapshot in snapshots
    )
    kept = {label for snapshot in snapshots for label in held(snapshot)}
    snapshots = tuple(only(snapshot, lambda node: node.label in kept) for snapshot in snapshots)
    snapshots = tuple(map(few_values(snapshots), snapshots))
    ranked = sorted(everything(snapshots), key=lambda label: rank(label, snapshots))
    shown = set(ranked[:MOST_OBJECTS])
    snapshots = tuple(only(snapshot, lambda node: node.label in shown) for snapshot in snapshots)
    snapshots = tuple(
        replace(snapshot, gone=tuple(label for label in snapshot.gone if label in shown))
        for snapshot in snapshots
    )
    return snapshots, len(ranked[MOST_OBJECTS:])


def everything(snapshots: tuple[Snapshot, ...]) -> list[str]:
    """The labels of all snapshots, by first sight."""
    return list(dict.fromkeys(label for snapshot in snapshots for label in snapshot.objects))


def bare(snapshot: Snapshot) -> Snapshot:
    """The snapshot without the row `_`, and without what that alone leads to."""
    tables = tuple(
        replace(table, rows=tuple(row for row in table.rows if row.name != "_"))
        for table in snapshot.tables
    )
    return only(replace(snapshot, tables=tables), lambda _: True)


def reached(snapshot: Snapshot) -> set[str]:
    """The labels that names lead to."""
    todo = [row.to for table in snapshot.tables for row in table.rows if row.to]
    found: set[str] = set()
    while todo:
        label = todo.pop()
        if label not in found and label in snapshot.objects:
            found.add(label)
            todo += [row.to for row in snapshot.objects[label].rows if row.to]
    return found


def held(snapshot: Snapshot) -> set[str]:
    """The labels of all but those functions that their class alone refers to."""
    by = [row.to for table in snapshot.tables for row in table.rows]
    by += [
        row.to for node in snapshot.objects.values() if node.kind != "class" for row in node.rows
    ]
    methods = {
        row.to
        for node in snapshot.objects.values()
        if node.kind == "class"
        for row in node.rows
        if row.to and snapshot.objects[row.to].kind == "function"
    }
    return {label for label in snapshot.objects if label not in methods or label in by}


def only(snapshot: Snapshot, keep: Callable[[ObjectNode], bool]) -> Snapshot:
    """The snapshot with some of its objects, and with the rows that refer to these."""
    chosen = {label for label, node in snapshot.objects.items() if keep(node)}
    bare = replace(
        snapshot,
        objects={
            label: replace(node, rows=into(node.rows, chosen))
            for label, node in snapshot.objects.items()
            if label in chosen
        },
        tables=tuple(replace(table, rows=into(table.rows, chosen)) for table in snapshot.tables),
    )
    reachable = reached(bare)
    objects = {label: node for label, node in bare.objects.items() if label in reachable}
    return replace(bare, objects=objects)


def into(rows: tuple[Reference, ...], chosen: set[str]) -> tuple[Reference, ...]:
    """The rows that are plain values or refer to what is shown."""
    return tuple(row for row in rows if not row.to or row.to in chosen)


def few_values(snapshots: tuple[Snapshot, ...]) -> Callable[[Snapshot], Snapshot]:
    """Drop values that never change where there are many, and those of containers shown open."""
    texts: dict[tuple[str, str], set[str]] = {}
    for snapshot in snapshots:
        for holder, rows in [
            *((table.title, table.rows) for table in snapshot.tables),
            *((label, node.rows) for label, node in snapshot.objects.items()),
        ]:
            for row in rows:
                texts.setdefault((holder, row.name), set()).add(row.to or row.text)
    opened = {(holder, name.partition("[")[0]) for holder, name in texts if "[" in name}
    changing = {key for key, values in texts.items() if len(values) > 1}

    def chosen(holder: str, rows: tuple[Reference, ...]) -> tuple[Reference, ...]:
        plain = [row for row in rows if not row.to and (holder, row.name) not in changing]
        spare = set(plain[MOST_VALUES:])
        spare |= {row for row in rows if not row.to and (holder, row.name) in opened}
        return tuple(row for row in rows if row not in spare)

    return lambda snapshot: replace(
        snapshot,
        tables=tuple(
            replace(table, rows=chosen(table.title, table.rows)) for table in snapshot.tables
        ),
        objects={
            label: replace(node, rows=chosen(label, node.rows))
            for label, node in snapshot.objects.items()
        },
    )


def rank(label: str, snapshots: tuple[Snapshot, ...]) -> tuple[bool, bool, bool]:
    """Sort first what the names lead to at once, then modules, then what is old at some time."""
    objects = [snapshot.objects[label] for snapshot in snapshots if label in snapshot.objects]
    named = any(row.to == label for m in snapshots for table in m.tables for row in table.rows)
    return not named, objects[0].kind != "module", not any(node.is_old for node in objects)
