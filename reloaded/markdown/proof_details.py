"""The fold under a session: who printed what, and how to see it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import groupby

from reloaded.markdown.proved_on import badge, short
from reloaded.session.model import Command, DeleteFile, Prompt, SaveFile, Session, Step
from reloaded.session.proof_store import ProofStore
from reloaded.session.run_session import Proof

Printed = dict[int, dict[str, str]]
"""By the number of a step in its session: what each interpreter printed there."""


def receipt(session: Session, report: ProofStore) -> str:
    """Render the badge of a session, and behind it the receipt.

    Returns:
        A paragraph where the session was not proved, or was contradicted; else a `details` whose
        summary is the badge.
    """
    line = badge(session, report)
    proofs = report.proofs(session.digest)
    if not proofs or report.contradictions(session.digest):
        return f'<p class="proofs" data-search-exclude>{line}</p>'
    return (
        f'<details class="proofs" data-search-exclude><summary>{line}</summary>'
        f"<p>Run it again: <code>{escape(command(session))}</code></p>"
        f"{versions(proofs)}{transcript(session, tuple(proofs))}</details>"
    )


def command(session: Session) -> str:
    """The command that runs this session on every interpreter that is found."""
    return f'pytest "{session.page}::{session.id}" --python all'


def versions(proofs: list[Proof]) -> str:
    """Each interpreter with what it says of itself."""
    rows = "".join(
        f"<dt>{escape(proof.interpreter)}</dt><dd>{escape(proof.full)}</dd>" for proof in proofs
    )
    return f"<dl>{rows}</dl>"


@lru_cache(maxsize=1 << 13)
def transcript(session: Session, proofs: tuple[Proof, ...]) -> str:
    """Each step, and below it what came out, once for all interpreters that agree."""
    printed = outputs(session, proofs)
    lines = "".join(
        f"{escape(done(step))}\n{''.join(groups(printed[number], len(proofs)))}"
        for number, step in enumerate(session.steps)
        if number in printed
    )
    return f"<pre>{lines}</pre>"


def outputs(session: Session, proofs: tuple[Proof, ...]) -> Printed:
    """Sort the outcomes of all proofs by step."""
    printed: Printed = {}
    for proof in proofs:
        numbers = [
            number for number, step in enumerate(session.steps) if step.gate.admits(proof.language)
        ]
        for number, outcome in zip(numbers, proof.outcomes, strict=True):
            printed.setdefault(number, {})[short(proof)] = outcome.printed
    return printed


def groups(printed: dict[str, str], interpreters: int) -> Iterator[str]:
    """Yield each different output, named after those that printed it where others did not."""
    by_output = sorted(printed.items(), key=lambda item: item[1])
    for output, items in groupby(by_output, key=lambda item: item[1]):
        if output:
            names = sorted((name for name, _ in items), key=list(printed).index)
            who = f"<span>{escape(' '.join(names))}</span>" if len(names) < interpreters else ""
            yield f"<samp>{who}{escape(output)}</samp>"


def done(step: Step) -> str:
    """What is done in a step, as a line or two."""
    match step:
        case SaveFile():
            data = step.text.encode()
            digest = hashlib.sha256(data).hexdigest()[:16]
            return f"{step.path}: {len(data)} bytes saved, SHA-256 {digest}…"
        case DeleteFile():
            return f"$ rm {' '.join(step.paths)}"
        case Prompt():
            return ">>> " + step.source.replace("\n", "\n... ")
        case Command():
            return "$ " + step.source.replace("\n", "\n> ")
    return "the folder"
