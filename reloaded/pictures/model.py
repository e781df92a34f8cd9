"""What a recording tells: snapshots, each with tables of names and the objects they lead to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reloaded.session.model import Outcome

KINDS = ("module", "function", "class", "instance")
FOUND = ("this", "another", "nothing", "unnamed")


@dataclass(frozen=True)
class Reference:
    """A name with what it refers to.

    Attributes:
        name: as a reader of the code would write it, inside its table or object.
        to: the label of an object, such as `hello #2`; empty where `text` is the value itself.
        text: the repr of a simple value.
    """

    name: str
    to: str = ""
    text: str = ""


@dataclass(frozen=True)
class Table:
    """The names that a session starts from: `sys.modules`, `__main__`."""

    title: str
    rows: tuple[Reference, ...]


@dataclass(frozen=True)
class ObjectNode:
    """An object.

    Attributes:
        label: its name and its number among the objects of that name, by first sight.
        kind: `module`, `function`, `class` or `instance`.
        found: what a lookup through `sys.modules` gives in its place: `this`, `another` or
            `nothing`; for an instance, in the place of its class.
        rows: what it refers to.
        calls: what the author's probes of it gave: `(120) → 100.0`.
    """

    label: str
    kind: str
    found: str
    rows: tuple[Reference, ...] = ()
    calls: tuple[str, ...] = ()

    @property
    def is_old(self) -> bool:
        """Whether it is alive, and no longer what an import finds."""
        return self.found not in ("this", "unnamed")


@dataclass(frozen=True)
class Snapshot:
    """What the names of a session refer to after a step.

    Attributes:
        line: of the step.
        tables: where the names start.
        objects: the objects, by label, in the order in which the names lead to them.
        gone: the labels of objects that are dead.
        answers: what probes gave that call no object of the picture: `(expression, text)`.
        false: contradictions between labels and `is`, for a person to read.
        failed: the probes that raised, or whose names mean nothing here.
    """

    line: int
    tables: tuple[Table, ...]
    objects: dict[str, ObjectNode] = field(hash=False)
    gone: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    false: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def sight(self) -> tuple[object, ...]:
        """All that a picture shows: two snapshots of equal sight have one picture."""
        return self.tables, tuple(self.objects.items()), self.gone, self.answers


@dataclass(frozen=True)
class Recording:
    """What a session printed, and what its names referred to after each statement.

    Attributes:
        outcomes: as a proof has them.
        snapshots: one for each statement that was typed, in order.
    """

    outcomes: tuple[Outcome, ...]
    snapshots: tuple[Snapshot, ...]

    @property
    def false(self) -> list[str]:
        """Every contradiction between labels and `is`, with the line of its step."""
        return [
            f"line {snapshot.line}: {text}"
            for snapshot in self.snapshots
            for text in snapshot.false
        ]


def snapshot(line: int, data: dict[str, Any]) -> Snapshot:
    """Read what the recorder and the probe have answered after the step of a line.

    Raises:
        ValueError: a kind of object, or what a lookup finds, is none that there is.
    """
    calls = data.get("calls", {})
    return Snapshot(
        line,
        tuple(Table(table["title"], rows(table)) for table in data["tables"]),
        {
            label: ObjectNode(
                label,
                known(node["kind"], KINDS),
                known(node["found"], FOUND),
                rows(node),
                tuple(calls.get(label, ())),
            )
            for label, node in data["objects"].items()
        },
        tuple(data.get("gone", ())),
        tuple((probe, text) for probe, text in data.get("answers", ())),
        tuple(data.get("false", ())),
        tuple(data.get("failed", ())),
    )


def known(word: str, words: tuple[str, ...]) -> str:
    """Let a word of a list pass, and no other: it becomes the class of an element."""
    if word not in words:
        raise ValueError(f"{word!r} is none of {', '.join(words)}")
    return word


def rows(holder: dict[str, Any]) -> tuple[Reference, ...]:
    """The rows of a table or a node."""
    return tuple(
        Reference(row["name"], row.get("to", ""), row.get("text", "")) for row in holder["rows"]
    )
