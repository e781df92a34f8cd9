"""Proves sessions, or finds the proofs of earlier runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from functools import cached_property
from typing import Any

from reloaded.interpreters.environments import Interpreter
from reloaded.session.model import Outcome, Session, Step
from reloaded.session.run_session import STEP_SECONDS, Proof, prove
from reloaded.store.fingerprints import of_code, of_interpreter
from reloaded.store.results import ResultStore

CODE = ("errors.py", "guest", "interpreters", "session")
"""Of our own code, what runs sessions and compares what they print."""

PLACE = re.compile(r"\bline \d+")
"""A line of the page in what is wrong with a step; the page may put the session elsewhere."""


class StoredProofs:
    """The proofs of one interpreter.

    Args:
        store: where they are kept.
        interpreter: whose they are.
        prove: what runs a session.
    """

    def __init__(
        self,
        store: ResultStore,
        interpreter: Interpreter,
        prove: Callable[[Session, Interpreter], Proof] = prove,
    ) -> None:
        self.store = store
        self.interpreter = interpreter
        self.run = prove

    def prove(self, session: Session) -> Proof:
        """Find the proof of a session, or run it; a proof that doesn't hold is not kept."""
        if proof := self.find(session):
            return proof
        proof = self.run(session, self.interpreter)
        if proof.holds:
            self.keep(session, proof)
        return proof

    def find(self, session: Session) -> Proof | None:
        """The proof that was kept of a session, with the lines that its steps have now."""
        steps = self.steps(session)
        data = self.store.get("proof", self.parts(session))
        if data is None or len(data["outcomes"]) != len(steps):
            return None
        outcomes = tuple(
            Outcome(**outcome | {"line": step.line})
            for outcome, step in zip(data["outcomes"], steps, strict=True)
        )
        return Proof(**data | {"outcomes": outcomes, "interpreter": self.interpreter.name})

    def keep(self, session: Session, proof: Proof) -> None:
        """Keep a proof; one that need not hold is a wrong answer's, and must be known to be right.

        A proof that names a line of the page is not kept, since the line may be another next time.
        """
        if not any(PLACE.search(outcome.trouble) for outcome in proof.outcomes):
            self.store.put("proof", self.parts(session), asdict(proof))

    def refutes(self, session: Session) -> bool:
        """Whether a session that was broken on purpose does not hold; kept where it doesn't."""
        if self.store.get("refuted", self.parts(session)):
            return True
        is_refuted = not self.run(session, self.interpreter).holds
        if is_refuted:
            self.store.put("refuted", self.parts(session), value=True)
        return is_refuted

    def parts(self, session: Session) -> dict[str, Any]:
        """All that the proof of a session depends on.

        Where a fence ends matters after `sys.exit()`: the next one has a new interpreter.
        """
        return {
            "session": session.digest,
            "fences": [len(fence.steps) for fence in session.fences if fence.steps],
            "interpreter": self.fingerprint,
            "code": of_code(*CODE),
            "seconds": STEP_SECONDS,
        }

    @cached_property
    def fingerprint(self) -> str:
        """What the interpreter is, as it was when the first proof was asked for."""
        return of_interpreter(self.interpreter, self.store)

    def steps(self, session: Session) -> list[Step]:
        """The steps that are done, in order."""
        return [step for step in session.steps if step.gate.admits(self.interpreter.language)]
