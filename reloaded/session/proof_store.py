"""Keeps proofs on disk, where the site's build finds them by the hash of the session.

One file a session and interpreter, named after both: tests that run side by side, or on several
machines, need no lock and no merging, and a session that has changed finds nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from reloaded import files
from reloaded.session.model import Outcome, Session
from reloaded.session.run_session import Proof


class ProofStore:
    """A folder of proofs.

    Args:
        folder: made when the first proof is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, proof: Proof) -> None:
        """Keep what a session printed, in place of an earlier run; it may hold or not.

        The same proof again changes no file, so that what was made of it stays good.
        """
        file = self.folder / proof.digest / f"{proof.interpreter.replace(' ', '-').lower()}.json"
        text = json.dumps(asdict(proof), ensure_ascii=False, indent=1)
        if not (file.exists() and file.read_text(encoding="utf-8") == text):
            files.replace(file, text)

    def proofs(self, digest: str) -> list[Proof]:
        """The proofs of a session that hold, CPython first, then by version."""
        return [proof for proof in self.runs(digest) if proof.holds]

    def contradictions(self, digest: str) -> list[Proof]:
        """The runs of a session that disagree with its page, in the same order."""
        return [proof for proof in self.runs(digest) if not proof.holds]

    def runs(self, digest: str) -> tuple[Proof, ...]:
        """What is kept of a session; nothing where it was never run."""
        folder = os.path.join(self.folder, digest)  # noqa: PTH118 - a thousand times a build
        return load(folder, files.stamp(folder))

    def write_whole(self, sessions: Iterable[Session], file: Path) -> None:
        """Write all that is proved of some sessions as one JSON file: a list, in reading order."""
        whole = [
            {
                "page": session.page,
                "id": session.id,
                "claim": session.claim,
                "steps": [step.as_data() for step in session.steps],
                "proofs": [asdict(proof) for proof in self.proofs(session.digest)],
            }
            for session in sessions
        ]
        file.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@lru_cache(maxsize=1 << 13)
def load(folder: str, stamp: object) -> tuple[Proof, ...]:
    """Read the proofs in a folder: once for each of its stamps, since each file is replaced whole.

    Args:
        folder: of one session.
        stamp: which changes when a file comes, goes or is replaced; None where there is no folder.
    """
    if stamp is None:
        return ()
    runs = map(load_file, sorted(Path(folder).glob("*.json")))
    return tuple(sorted(filter(None, runs), key=in_order))


def load_file(file: Path) -> Proof | None:
    """Read one proof; None for one that an older package has left."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        outcomes = tuple(Outcome(**outcome) for outcome in data.pop("outcomes"))
        return Proof(outcomes=outcomes, **data)
    except (KeyError, TypeError, ValueError):
        return None


def in_order(proof: Proof) -> tuple[bool, list[int]]:
    """Sort CPython first, and 3.9 before 3.11."""
    name, _, version = proof.interpreter.partition(" ")
    return name != "CPython", [int(part) for part in version.split(".")]
