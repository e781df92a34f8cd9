"""Keeps verdicts on disk, as TOML that a person can read, write and review."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reloaded import files
from reloaded.errors import BookError

SOURCE = re.compile(
    r"\bPEP \d+|https://\S+|\b(?:Lib|Objects|Python|Modules|Doc|Include)/\S+|\bgh-\d+"
)
"""What a citation must name: a PEP, an address, a file of CPython, an issue of CPython."""


@dataclass(frozen=True)
class Verdict:
    """What stands behind one statement; with nothing in it, the statement is open.

    Attributes:
        says: the words of the statement: a changed statement has no verdict.
        proved: references to what shows it; see `reloaded.audit.evidence`.
        cited: where it is written, if nothing here shows it.
        judgement: why it is advice, which nothing can show.
    """

    says: str
    proved: tuple[str, ...] = ()
    cited: str = ""
    judgement: str = ""

    @property
    def ground(self) -> str:
        """`proved`, `cited`, `judgement`, or nothing."""
        if self.proved:
            return "proved"
        return "cited" if self.cited else "judgement" if self.judgement else ""


def read_verdicts(file: Path, name: str) -> dict[str, Verdict]:
    """Read one file of verdicts; where there is none, there are none.

    Args:
        file: a TOML file of tables `[[verdict]]`.
        name: what errors call it.

    Returns:
        The verdicts by what they are about.

    Raises:
        BookError: the file is malformed.
    """
    if not files.exists(file):
        return {}
    try:
        tables = tomllib.loads(files.read(file).decode())
    except tomllib.TOMLDecodeError as error:
        raise BookError(f"not TOML: {error}", name) from None
    found: dict[str, Verdict] = {}
    for number, table in enumerate(tables.pop("verdict", []), 1):
        verdict = read_verdict(table, number, name)
        if verdict.says in found:
            raise BookError(f'entry {number} judges again: "{verdict.says}"; delete one', name)
        found[verdict.says] = verdict
    if tables:
        raise BookError(f"no table {', '.join(tables)} belongs here; write [[verdict]]", name)
    return found


def read_verdict(table: Mapping[str, object], number: int, name: str) -> Verdict:
    """Read one entry, the `number`-th.

    Args:
        table: of the TOML file.
        number: which entry of the file it is, counted from 1, for errors.
        name: what errors call the file.

    Returns:
        The verdict; an open one where the table has nothing but `says`.

    Raises:
        BookError: `says` is missing, there is more than one ground, a ground is unknown or of a
            wrong type, or a citation names no source.
    """
    says = table.get("says")
    grounds = {*table} - {"says"}
    if not isinstance(says, str) or not says or len(grounds) > 1:
        raise BookError(f"entry {number} needs says, and one of proved, cited, judgement", name)
    for key in grounds:
        value = table[key]
        if key == "proved" and isinstance(value, list) and all(isinstance(x, str) for x in value):
            return Verdict(says, proved=tuple(value))
        if key == "cited" and isinstance(value, str):
            if not SOURCE.search(value):
                fault = f"entry {number} must cite a PEP, an address or a file of CPython: {value}"
                raise BookError(fault, name)
            return Verdict(says, cited=value)
        if key == "judgement" and isinstance(value, str) and value:
            return Verdict(says, judgement=value)
        raise BookError(f"entry {number}: {key} is neither proved, cited nor judgement", name)
    return Verdict(says)


def written(entries: Iterable[tuple[Verdict, Iterable[str]]]) -> str:
    """The text of a file of verdicts.

    Args:
        entries: each verdict with lines of comment that help to find it.
    """
    blocks = []
    for verdict, comments in entries:
        lines = [*(f"# {comment}" for comment in comments), "[[verdict]]"]
        lines.append(f"says = {quoted(verdict.says)}")
        if verdict.proved:
            lines.append(f"proved = [{', '.join(map(quoted, verdict.proved))}]")
        elif verdict.ground:
            lines.append(f"{verdict.ground} = {quoted(verdict.cited or verdict.judgement)}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def quoted(text: str) -> str:
    """A string as TOML has it; JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)
