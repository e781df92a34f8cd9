"""Tells a person which mutants went unnoticed, and what to do about each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator

from reloaded.interpreters.environments import Interpreter
from reloaded.mutation.equivalents import LIST
from reloaded.mutation.model import Mutant
from reloaded.mutation.survivors import Verdict

HOW = {
    "line altered": "make that change on the page",
    "line dropped": "delete that line from the page",
    "line added": "write that line twice",
    "output where none is": "write a line that is not printed",
    "exception's type": "make that change on the page",
    "exception's message": "make that change on the page",
    "edit not made": "delete the block that saves the file again",
    "edit made twice": "write the text of the file twice",
    "edit made empty": "leave the file empty",
    "file not saved": "delete the block that saves the file",
    "file not deleted": "delete the path from the command",
    "reload without effect": "type only the argument of the call",
    "entry not deleted": "leave the deletion out of the statement",
    "import not repeated": "leave the import out of the statement",
    "gate shifted": "delete the block for this Python, and the py of the other",
}
"""What to change on a page to become a mutant of each kind."""

HOW_ASKED = {
    "outputs altered": "exchange the last letters of every option",
    "two outputs made equal": "write the option before in its place",
    "answer misspelt": "exchange the last letters of the answer",
    "miss made true": "write the right answer in its place",
    "verdict turned": "write True for False at the end of the proof, or False for True",
    "proofs swapped": "write the proof of the option before in its place",
    "step dropped": "leave that step out of the prompt",
}
"""What to change in the bank to become a mutant of each kind."""

ADVICE = f"""
Show one more output, so that the session fails where its claim is false. If nothing that the claim
is about could tell the difference, write the last two lines into {LIST}, with the reason:
    [[equivalent]]
    claim = …
    mutant = …
    why = …
"""
"""What to do about survivors."""

FATES = ("made", "killed", "equivalent", "survived")


def fate(verdict: Verdict, listed: Collection[tuple[str, str]]) -> str:
    """One word for what became of a mutant."""
    if verdict.killed:
        return "killed"
    mutant = verdict.mutant
    return "equivalent" if (mutant.session.id, mutant.key) in listed else "survived"


def table(verdicts: Collection[Verdict], listed: Collection[tuple[str, str]]) -> Iterator[str]:
    """The counts by kind."""
    fates = Counter((verdict.mutant.kind, fate(verdict, listed)) for verdict in verdicts)
    kinds = {kind for kind, _ in fates}
    totals = Counter[str]()
    yield row("", *FATES)
    for kind in (kind for kind in HOW | HOW_ASKED if kind in kinds):
        counts = Counter({word: fates[kind, word] for word in FATES[1:]})
        counts["made"] = counts.total()
        totals.update(counts)
        yield row(kind, *(counts[word] or "-" for word in FATES))
    yield row("all", *(totals[word] for word in FATES))


def row(name: str, *cells: object) -> str:
    """A line of the table."""
    return f"{name:22}" + "".join(f"{cell!s:>12}" for cell in cells)


def survivor(mutant: Mutant, interpreter: Interpreter) -> Iterator[str]:
    """Where a survivor is, how to see it, and what to write if nothing can notice it."""
    session = mutant.session
    yield ""
    yield f"{mutant.place}: {mutant.key}"
    yield f"    to see it, {(HOW | HOW_ASKED)[mutant.kind]}; this still passes:"
    yield f'    pytest "{session.page}::{session.id}" --python {asked_by(interpreter)}'
    yield f'    claim = "{session.id}"'
    yield f"    mutant = {toml(mutant.key)}"


def asked_by(interpreter: Interpreter) -> str:
    """What `--python` calls an interpreter."""
    return interpreter.minor if interpreter.implementation == "CPython" else "pypy3"


def toml(text: str) -> str:
    """A text as TOML has it, with as little quoting as can be."""
    return json.dumps(text, ensure_ascii=False) if "'" in text else f"'{text}'"
