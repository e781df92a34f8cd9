"""A mutant, and how to make a session with other steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reloaded.session.model import Compared, Session, Step


@dataclass(frozen=True)
class Mutant:
    """A session with one thing broken.

    Attributes:
        session: the broken one.
        kind: the way of breaking, as the counts name it.
        line: of the page, where the broken thing stands.
        what: what was broken, in words that name no line; with the kind, unique in its session.
        expectation: the step whose expected output was broken, where what the unbroken session
            prints can judge it; None where only a run of its own can.
    """

    session: Session
    kind: str
    line: int
    what: str
    expectation: Compared | None = None

    @property
    def key(self) -> str:
        """Names the mutant within its claim, wherever on the page it stands."""
        return f"{self.kind}: {self.what}"

    @property
    def place(self) -> str:
        """Where to look, as an editor opens it."""
        return f"{self.session.page}:{self.line}"


def replaced(session: Session, changes: Mapping[Step, Step | None]) -> Session:
    """The session with some steps changed, and those that became None dropped."""
    fences = []
    for fence in session.fences:
        steps = (changes.get(step, step) for step in fence.steps)
        fences.append(replace(fence, steps=tuple(step for step in steps if step is not None)))
    return replace(session, fences=tuple(fences))
