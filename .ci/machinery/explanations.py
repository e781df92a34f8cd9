"""Reads what is explained, and holds it against the mutants that survived.

A survivor is named by its function, the operator, and its position among this operator's mutants in
the function, with their number. So a line may be formatted anew or moved, and a file renamed. Where
the function has one mutant more of the operator, nobody knows which of them was explained.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from machinery.model import Config, Explained, Key, Module, Verdict

SURVIVOR = re.compile(r"(?P<operator>\w+)(?: (?P<position>\d+) of (?P<total>\d+))?")


class ConfigError(Exception):
    """A mistake in `.ci/mutation.toml`."""


def read_config(file: Path) -> Config:
    """What is broken, and which survivors are explained.

    Args:
        file: `.ci/mutation.toml`.

    Raises:
        ConfigError: an explanation is unclear, stands there twice, or gives no reason.
    """
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    modules = tuple(
        Module(
            one["file"],
            tuple(one["tests"]),
            one.get("every_python", False),
            tuple(read_explained(one)),
        )
        for one in tables["module"]
    )
    return Config(tables["least"], modules)


def read_explained(table: dict[str, object]) -> Iterator[Explained]:
    """Yield the explanations of one module's table."""
    file = table["file"]
    seen = set[Key]()
    entries = table.get("explained", [])
    assert isinstance(entries, list)  # noqa: S101 - for type checkers: TOML has tables here
    for entry in entries:
        place, why = entry.get("place", ""), entry["why"]
        if not why.strip():
            raise ConfigError(f"{file}: {place}: say why no test could notice the mutant")
        for text in entry["survivors"]:
            found = SURVIVOR.fullmatch(text)
            if not found:
                raise ConfigError(f'{file}: {text!r} names no mutant; write "Operator 1 of 2"')
            position, total = int(found["position"] or 1), int(found["total"] or 1)
            key = Key(place, found["operator"], position, total)
            if key in seen:
                raise ConfigError(f"{file}: {key} is explained twice; delete one of the two")
            seen.add(key)
            yield Explained(key, why)


def reason(module: Module, verdict: Verdict) -> str:
    """Why nobody could notice a survivor; empty where nobody has explained it."""
    reasons = (one.why for one in module.explained if one.key == verdict.mutant.key)
    return next(reasons, "")


def stale(module: Module, verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield what is wrong with each explanation that fits no survivor.

    Args:
        module: whose explanations.
        verdicts: of all its mutants.
    """
    killed = {one.mutant.key: one.killed for one in verdicts}
    totals = Counter((key.place, key.operator) for key in killed)
    for key in (one.key for one in module.explained):
        now = totals[key.place, key.operator]
        if killed.get(key, "killed"):
            fault = "no longer survives; delete its explanation"
            if now == 0:
                fault = "no mutant has this name; correct it, or delete its explanation"
            elif now != key.total:
                fault = f"there are {now} now, so look which of them is meant"
            yield f"{module.file}: {key}: {fault}"
