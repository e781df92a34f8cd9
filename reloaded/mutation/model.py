"""A mutant."""

from __future__ import annotations

from dataclasses import dataclass

from reloaded.session.model import Compared, Session


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
