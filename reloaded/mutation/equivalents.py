"""The mutants that a person has looked at, and that no proof could notice."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from reloaded.errors import BookError
from reloaded.interpreters.gates import EVERYWHERE, Gate
from reloaded.mutation.model import Mutant
from reloaded.mutation.survivors import Verdict
from reloaded.session.model import Session

LIST = "tests/equivalent_mutants.toml"
"""Where a book keeps the list."""

MOST_EXCUSED = 0.05
"""The largest share of all mutants that may be listed: more of them would be weak proofs."""


@dataclass(frozen=True)
class Equivalent:
    """A mutant that behaves as the session does, in all that its claim is about.

    Attributes:
        claim: the id of its claim.
        mutant: its key.
        why: the reason why nothing can notice it.
        gate: the Pythons on which that is so.
    """

    claim: str
    mutant: str
    why: str
    gate: Gate = EVERYWHERE


def read_equivalents(file: Path, name: str) -> list[Equivalent]:
    """Read the list; where there is none, nothing is listed.

    Args:
        file: a TOML file of tables `[[equivalent]]`.
        name: what errors call the file.

    Raises:
        BookError: the file is malformed, or an entry is incomplete or there twice.
    """
    if not file.exists():
        return []
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BookError(f"not TOML: {error}", name) from None
    entries: list[Equivalent] = []
    for number, table in enumerate(tables.pop("equivalent", []), 1):
        entry = read_entry(table, number, name)
        if (entry.claim, entry.mutant) in [(earlier.claim, earlier.mutant) for earlier in entries]:
            raise BookError(f"listed twice, #{entry.claim}: {entry.mutant}; delete one", name)
        entries.append(entry)
    if tables:
        raise BookError(f"no table {', '.join(tables)} belongs here; write [[equivalent]]", name)
    return entries


def read_entry(table: Mapping[str, object], number: int, name: str) -> Equivalent:
    """Read one entry, the `number`-th.

    Args:
        table: of the TOML file.
        number: which entry of the file it is, counted from 1, for errors.
        name: what errors call the file.

    Returns:
        The entry; without `py` it speaks of every Python.

    Raises:
        BookError: a key is missing, unknown, empty or not a string, or `py` is not a range of
            versions.
    """
    texts = {key: value for key, value in table.items() if isinstance(value, str) and value.strip()}
    if {*table} - {"py"} != {"claim", "mutant", "why"} or len(texts) < len(table):
        raise BookError(
            f"entry {number} needs the strings claim, mutant and why, may have py, and has"
            f" {', '.join(table) or 'nothing'}",
            name,
        )
    try:
        gate = Gate(texts.get("py", ""))
    except ValueError as error:
        raise BookError(f"entry {number}: {error}", name) from None
    return Equivalent(texts["claim"], texts["mutant"], texts["why"], gate)


def stale_entries(
    entries: Iterable[Equivalent],
    every: Mapping[Session, list[Mutant]],
    made: Mapping[Session, list[Mutant]],
    verdicts: Iterable[Verdict],
) -> Iterator[str]:
    """Say of each entry that is wrong what is wrong with it.

    Args:
        entries: those that speak of the Python in question.
        every: all sessions of the book.
        made: the sessions that were looked at, and all their mutants.
        verdicts: what became of those mutants that were judged.

    Yields:
        A line for each entry whose claim or mutant is gone, or whose mutant was killed.
    """
    claims = {session.id for session in every}
    keys = {session.id: [mutant.key for mutant in of] for session, of in made.items() if of}
    killed = {
        (verdict.mutant.session.id, verdict.mutant.key) for verdict in verdicts if verdict.killed
    }
    for entry in entries:
        what = f"#{entry.claim}: {entry.mutant}"
        if entry.claim not in claims:
            yield f"{what}: the book has no such claim; delete the entry"
        elif entry.mutant not in keys.get(entry.claim, [entry.mutant]):
            near = get_close_matches(entry.mutant, keys[entry.claim], 1)
            hint = f"did you mean {near[0]}?" if near else "delete the entry"
            yield f"{what}: there is no such mutant; {hint}"
        elif (entry.claim, entry.mutant) in killed:
            yield f'{what}: its proof notices it; delete the entry, or limit it with py = "…"'


def too_many(entries: Collection[Equivalent], mutants: int) -> Iterator[str]:
    """Say whether more of the book's mutants are listed than a person should excuse."""
    if len(entries) > MOST_EXCUSED * mutants:
        yield (
            f"{len(entries)} of the book's {mutants} mutants are listed, and more than"
            f" {MOST_EXCUSED:.0%} are no exceptions any more; strengthen the proofs"
        )
