"""The line under a session that names the interpreters on which it was proved."""

from __future__ import annotations

from html import escape

from reloaded.session.gates import SUPPORTED
from reloaded.session.model import Session
from reloaded.session.proof import Proof
from reloaded.session.report import Report

UNVERIFIED = "not verified in this build"


def badge(session: Session, report: Report) -> str:
    """Say on which interpreters this very session was proved.

    Returns:
        HTML for the inside of a paragraph: `proved on 3.11 3.12 · not run on 3.13`.
    """
    proofs = report.proofs(session.digest)
    if not proofs:
        return UNVERIFIED
    proved = "proved on " + " ".join(abbreviation(proof) for proof in proofs)
    seen = {short(proof) for proof in proofs}
    spoken_of = [version for version in SUPPORTED if session.speaks_of(version)]
    missing = [version for version in spoken_of if version not in seen]
    return proved + (f" · not run on {' '.join(missing)}" if missing else "")


def abbreviation(proof: Proof) -> str:
    """A version, with the interpreter's full name at hand."""
    return f'<abbr title="{escape(proof.full)}">{short(proof)}</abbr>'


def short(proof: Proof) -> str:
    """`3.13` for CPython 3.13.0, `PyPy` for any PyPy."""
    name, _, version = proof.interpreter.partition(" ")
    return ".".join(version.split(".")[:2]) if name == "CPython" else name
