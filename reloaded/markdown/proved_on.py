"""The line under a session that names the interpreters on which it was proved."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from reloaded.interpreters.gates import SUPPORTED
from reloaded.session.model import Session
from reloaded.session.proof_store import ProofStore
from reloaded.session.run_session import Proof

UNVERIFIED = "not verified in this build"


def badge(session: Session, report: ProofStore) -> str:
    """Say on which interpreters this very session was proved.

    Returns:
        HTML for the inside of a paragraph: `proved on 3.11 3.12 · PyPy · Linux · not run on 3.13`.
    """
    against = report.contradictions(session.digest)
    refuted = {short(proof) for proof in against}
    spoken_of = [version for version in session.versions if version not in refuted]
    proofs = report.proofs(session.digest)
    named = proved_on(proofs, spoken_of) if proofs or not against else ""
    return " · ".join(filter(None, [contradicted(against), named])) + (
        " · a detail of CPython" if session.cpython_only else ""
    )


def contradicted(against: list[Proof]) -> str:
    """Name the interpreters that printed something else, each with the line; empty for none."""
    runs = [f"{abbreviation(proof)} (line {first_trouble(proof)})" for proof in against]
    return (
        f'<strong class="contradicted">contradicted on {", ".join(runs)}</strong>' if runs else ""
    )


def first_trouble(proof: Proof) -> int:
    """The line of the first step at which an interpreter and the page disagree."""
    return next(outcome.line for outcome in proof.outcomes if outcome.trouble)


def proved_on(proofs: list[Proof], spoken_of: Collection[str]) -> str:
    """Name the interpreters of some proofs, and the versions that were to have one.

    Args:
        proofs: of one session.
        spoken_of: the minor versions of CPython that the session speaks of.
    """
    if not proofs:
        return UNVERIFIED
    versions = [short(proof) for proof in proofs]
    groups = [
        ("", [version for version in SUPPORTED if version in versions]),
        ("", [version for version in versions if version not in SUPPORTED]),
        ("", sorted({proof.system for proof in proofs})),
        ("not run on ", [version for version in spoken_of if version not in versions]),
    ]
    return "proved on " + " · ".join(verb + " ".join(names) for verb, names in groups if names)


def abbreviation(proof: Proof) -> str:
    """A version, with the interpreter's full name at hand."""
    return f'<abbr title="{escape(proof.full)}">{short(proof)}</abbr>'


def short(proof: Proof) -> str:
    """`3.13` for CPython 3.13.0, `PyPy` for any PyPy."""
    name, _, version = proof.interpreter.partition(" ")
    return ".".join(version.split(".")[:2]) if name == "CPython" else name
