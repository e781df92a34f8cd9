"""Breaks what a page expects: its output lines, its silences and its exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reloaded.mutation.model import Mutant
from reloaded.session.draw_tree import CACHE
from reloaded.session.model import Compared, Session, Tree, replaced
from reloaded.session.tracebacks import exceptions


def broken_expectations(session: Session, step: Compared) -> Iterator[Mutant]:
    """The mutants that expect another output of a step."""
    first = step.line + step.source.count("\n") + 1
    where = "below " + step.source.splitlines()[0] if step.source else "in the tree"
    for kind, number, what, lines in breakages(step):
        changed = replace(step, expected="".join(line + "\n" for line in lines))
        # Whether a tree shows __pycache__ depends on what is expected: such a one is drawn anew.
        redrawn = isinstance(step, Tree) and (CACHE in changed.expected) != (CACHE in step.expected)
        yield Mutant(
            replaced(session, {step: changed}),
            kind,
            first + number,
            f"{what}, {where}",
            None if redrawn else changed,
        )


def breakages(step: Compared) -> Iterator[tuple[str, int, str, list[str]]]:
    """Each line altered, dropped and, at both ends, repeated; each exception another.

    Yields:
        The kind of mutant, the index of the line, what happens to it, and the lines then expected.
    """
    lines = step.expected.splitlines()
    if not lines:
        yield "output where none is", -1, "a line", ["?"]
    for number, line in enumerate(lines):
        before, after = lines[:number], lines[number + 1 :]
        changed = altered(line, ellipsis=step.ellipsis)
        yield "line altered", number, f"{line} made {changed}", [*before, changed, *after]
        yield "line dropped", number, line, [*before, *after]
        if not before or not after:
            yield "line added", number, f"{line} twice", [*before, line, line, *after]
    for number, found in exceptions(lines):
        for part in filter(found.group, ("type", "message")):
            changed = altered(found[part], ellipsis=step.ellipsis)
            broken = lines.copy()
            broken[number] = "".join(
                [found.string[: found.start(part)], changed, found.string[found.end(part) :]]
            )
            yield f"exception's {part}", number, f"{found[part]} made {changed}", broken


def altered(text: str, *, ellipsis: bool) -> str:
    """Change a text's last character; what is nothing but ellipses cannot be another."""
    parts = text.split("...") if ellipsis else [text]
    for number in reversed(range(len(parts))):
        if part := parts[number]:
            parts[number] = part[:-1] + ("!" if part.endswith("?") else "?")
            return "...".join(parts)
    return text or "?"
