"""All mutants of a session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from reloaded.interpreters.environments import Interpreter
from reloaded.mutation.break_edits import broken_edits, dropped_files
from reloaded.mutation.break_expectations import broken_expectations
from reloaded.mutation.break_gates import shifted_gates
from reloaded.mutation.ineffective import ineffective_steps
from reloaded.mutation.model import Mutant
from reloaded.session.model import Compared, Session


def mutants_of(session: Session, interpreter: Interpreter) -> list[Mutant]:
    """All mutants that an interpreter could tell from the session."""
    steps = session.steps_on(interpreter.language, interpreter.implementation)
    compared = [step for step in steps if isinstance(step, Compared)]
    if not compared:
        return []
    return list(
        told_apart(
            chain(
                *(broken_expectations(session, step) for step in compared),
                broken_edits(session, steps),
                dropped_files(session, steps),
                ineffective_steps(session, steps),
                shifted_gates(session, interpreter.language),
            )
        )
    )


def told_apart(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    """Number the mutants that would have one key."""
    counts = Counter[str]()
    for mutant in mutants:
        counts[mutant.key] += 1
        number = counts[mutant.key]
        yield mutant if number == 1 else replace(mutant, what=f"{mutant.what} ({number})")
