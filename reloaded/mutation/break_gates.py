"""Breaks the gates of a session: an interpreter gets what was meant for another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reloaded.interpreters.gates import EVERYWHERE
from reloaded.mutation.model import Mutant
from reloaded.session.model import Fence, Session, Step, replaced


def shifted_gates(session: Session, language: str) -> Iterator[Mutant]:
    """Each alternative that is not for a version of Python, there in place of those that are."""
    for group in alternatives(session):
        admitted = [step for fence in group if fence.gate.admits(language) for step in fence.steps]
        for gate in dict.fromkeys(fence.gate for fence in group):
            if gate.admits(language):
                continue
            fences = [fence for fence in group if fence.gate == gate]
            changes: dict[Step, Step | None] = dict.fromkeys(admitted)
            for step in (step for fence in fences for step in fence.steps):
                changes[step] = replace(step, gate=EVERYWHERE)
            what = f'py="{gate.text}" admits this Python too'
            yield Mutant(replaced(session, changes), "gate shifted", fences[0].line, what)


def alternatives(session: Session) -> Iterator[list[Fence]]:
    """Gated fences that follow each other; where a gate comes back, another group begins."""
    group: list[Fence] = []
    for fence in (fence for fence in session.fences if fence.steps):
        comes_back = (
            fence.gate in [member.gate for member in group] and fence.gate != group[-1].gate
        )
        if group and (not fence.gate or comes_back):
            yield group
            group = []
        if fence.gate:
            group.append(fence)
    if group:
        yield group
