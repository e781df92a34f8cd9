"""Says in sentences what a frame shows: computed, so that words and picture cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reloaded.pictures.model import Reference, Snapshot

MOST_CHANGES = 4
"""How many changes a caption names."""


@dataclass(frozen=True)
class Bound:
    """What a name refers to.

    Attributes:
        row: which says it.
        holder: what the row stands in: the title of a table, or the label of an object.
    """

    row: Reference
    holder: str


Bindings = dict[str, Bound]
"""By name, as Markdown: `` `bar.hello` ``."""


def bindings(snapshot: Snapshot, all_labels: list[str]) -> Bindings:
    """Every name of a snapshot, as its reader would write it.

    Args:
        snapshot: what to read.
        all_labels: the labels of the whole session; where it has two objects of one name, that
            name alone would not tell which is meant.

    Returns:
        By name, what each refers to, in reading order.
    """
    found: Bindings = {}
    for table in snapshot.tables:
        for row in table.rows:
            written = f"sys.modules[{row.name}]" if table.title == "sys.modules" else row.name
            found[f"`{written}`"] = Bound(row, table.title)
    variables = {
        row.to: row.name
        for table in snapshot.tables
        if table.title == "__main__"
        for row in reversed(table.rows)
    }
    names = [bare(label) for label in all_labels]
    for label, node in snapshot.objects.items():
        holder = label if names.count(bare(label)) > 1 else bare(label)
        if node.kind == "instance":
            holder = variables.get(label, label)
        for row in node.rows:
            found[spelled(node.kind, holder, row.name)] = Bound(row, label)
    return found


def spelled(kind: str, holder: str, name: str) -> str:
    """Name what an object refers to: an attribute, or one of the places without a name.

    Args:
        kind: of the object that holds the name.
        holder: how a reader would write that object.
        name: of the row; of a function also `default 1`, of a class also `base`.

    Returns:
        Markdown, the code in it between backticks.
    """
    if kind == "function" and name.startswith("default "):
        return f"{name} of `{holder}`"
    if kind == "function":
        return f"`{name}` in the closure of `{holder}`"
    if kind == "class" and name == "base":
        return f"the base of `{holder}`"
    return f"`{holder}.{name}`"


def caption(before: Snapshot | None, now: Snapshot, all_labels: list[str]) -> str:
    """What a step has changed, as one Markdown sentence.

    Args:
        before: the snapshot of the frame before; None for the first frame.
        now: the snapshot of this frame.
        all_labels: see `bindings`.

    Returns:
        A sentence with at most `MOST_CHANGES` changes, and how many more there are.
    """
    clauses = [*changes(before, now, all_labels), *asked(before, now)]
    if not clauses:
        return "Nothing in memory changed."
    if len(clauses) > MOST_CHANGES + 1:
        clauses[MOST_CHANGES:] = [f"and {len(clauses) - MOST_CHANGES} more"]
    sentence = "; ".join(clauses) + "."
    return sentence[0].upper() + sentence[1:]


def changes(before: Snapshot | None, now: Snapshot, all_labels: list[str]) -> Iterator[str]:
    """The clauses on names: those that changed, those that did not though they might have.

    Args:
        before: the snapshot of the frame before; None for the first frame.
        now: the snapshot of this frame.
        all_labels: see `bindings`.

    Yields:
        A clause for each kind of change, with all names that changed so; the most telling first.
    """
    earlier = bindings(before, all_labels) if before else {}
    later = bindings(now, all_labels)
    fresh = {bare(label) for label in now.objects if before and label not in before.objects}
    groups: dict[tuple[int, str], list[str]] = {}
    for name, bound in later.items():
        was = earlier[name].row if name in earlier else Reference("")
        if words := clause(before, now, bound, was):
            groups.setdefault(words, []).append(name)
        elif before and bound.row.to and stays(before, now, bound.row.to, fresh):
            groups.setdefault((3, f"still name{{s}} {bound.row.to}"), []).append(name)
    holders = {*now.objects, *titles(now)}
    for name, bound in earlier.items():
        if name not in later and bound.holder in holders:
            groups.setdefault((1, "{is} deleted"), []).append(name)
    for (_, text), names in sorted(groups.items(), key=lambda item: item[0][0]):
        verbs = {"s": "", "is": "are"} if len(names) > 1 else {"s": "s", "is": "is"}
        yield joined(names) + " " + text.replace("{s}", verbs["s"]).replace("{is}", verbs["is"])
    if before:
        yield from departed(before, now)


def clause(
    before: Snapshot | None, now: Snapshot, bound: Bound, was: Reference
) -> tuple[int, str] | None:
    """What is said of a name that changed: the place in the sentence, and the words.

    Args:
        before: the snapshot of the frame before; None for the first frame.
        now: the snapshot of this frame.
        bound: what the name refers to now.
        was: its row in the frame before; one without a name where it had none.

    Returns:
        The rank of the clause, 0 first, and its words: `{s}` and `{is}` stand for a verb's ending.
        None where there is no news.
    """
    row = bound.row
    if row.to and was.to and was.to != row.to:
        return 0, f"now name{{s}} {row.to} instead of {was.to}"
    if row.to and not was.to:
        return 2, f"now name{{s}} {row.to}" if before else f"name{{s}} {row.to}"
    if was.name and row != was:
        return 1, f"{{is}} now {row.text} instead of {was.text or was.to}"
    if before and not was.name and bound.holder in {*before.objects, *titles(now)}:
        return 1, f"{{is}} now {row.text}"
    return None


def titles(now: Snapshot) -> list[str]:
    """The titles of the tables."""
    return [table.title for table in now.tables]


def stays(before: Snapshot, now: Snapshot, label: str, fresh: set[str]) -> bool:
    """Whether a name that still refers to this object is news: another has taken its place.

    Args:
        before: the snapshot of the frame before.
        now: the snapshot of this frame.
        label: of the object.
        fresh: the names, without their numbers, of the objects that are new in this frame.

    Returns:
        True where the object became old in this step, or a new one of its name has appeared.
    """
    node, was = now.objects[label], before.objects.get(label)
    if node.kind == "instance" or not node.is_old:
        return False
    return was is None or not was.is_old or bare(label) in fresh


def departed(before: Snapshot, now: Snapshot) -> Iterator[str]:
    """The clauses on objects that no name leads to any more."""
    left = [label for label in before.objects if label not in now.objects]
    gone = [label for label in left if label in now.gone]
    alive = [label for label in left if label not in now.gone]
    if gone:
        they = "they are" if gone[1:] else "it is"
        yield f"nothing refers to {joined(gone)} any more, and {they} gone"
    if alive:
        they = "they are" if alive[1:] else "it is"
        yield f"no name here leads to {joined(alive)} any more, and {they} still alive"


def asked(before: Snapshot | None, now: Snapshot) -> Iterator[str]:
    """The clauses on what the author's probes gave, where that is new."""
    earlier = dict(before.answers) if before else {}
    for probe, text in now.answers:
        if earlier.get(probe) != text:
            yield f"`{probe}` {text.replace('→', 'gives', 1)}"


def described(now: Snapshot, all_labels: list[str]) -> str:
    """All that a picture shows, in reading order, for who cannot see it."""
    clauses = []
    for name, bound in bindings(now, all_labels).items():
        row = bound.row
        old = " (old)" if row.to and now.objects[row.to].is_old else ""
        clauses.append(f"{name} names {row.to}{old}" if row.to else f"{name} is {row.text}")
    for node in now.objects.values():
        clauses += [f"{node.label} called with {call}" for call in node.calls]
    return ("; ".join(clauses) + ".").replace("`", "")


def bare(label: str) -> str:
    """The name in a label."""
    return label.rpartition(" #")[0]


def joined(names: list[str]) -> str:
    """Join names with commas, the last by `and`."""
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} more names"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
