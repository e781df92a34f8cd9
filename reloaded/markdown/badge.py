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
        HTML for the inside of a paragraph: `proved on 3.11 3.12 · PyPy · not run on 3.13`.
    """
    proofs = report.proofs(session.digest)
    if not proofs:
        return UNVERIFIED
    versions = {short(proof): abbreviation(proof) for proof in proofs}
    others = [name for name in versions if name not in SUPPORTED]
    spoken_of = [version for version in SUPPORTED if session.speaks_of(version)]
    groups = [
        ("", [versions[version] for version in SUPPORTED if version in versions]),
        ("", [versions[name] for name in others]),
        ("not run on ", [version for version in spoken_of if version not in versions]),
        ("a detail of ", ["CPython"] if session.cpython_only else []),
    ]
    return "proved on " + " · ".join(verb + " ".join(names) for verb, names in groups if names)


def abbreviation(proof: Proof) -> str:
    """A version, with the interpreter's full name at hand."""
    return f'<abbr title="{escape(proof.full)}">{short(proof)}</abbr>'


def short(proof: Proof) -> str:
    """`3.13` for CPython 3.13.0, `PyPy` for any PyPy."""
    name, _, version = proof.interpreter.partition(" ")
    return ".".join(version.split(".")[:2]) if name == "CPython" else name
