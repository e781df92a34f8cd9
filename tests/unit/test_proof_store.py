"""Proofs are kept by the hash of their session, one file an interpreter."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reloaded.interpreters.environments import Interpreter
from reloaded.session.model import Outcome
from reloaded.session.proof_store import ProofStore
from reloaded.session.run_session import Proof, prove
from tests.support.sessions import session_of

PROOF = Proof(
    "d1", "CPython 3.13.0", "3.13", "3.13.0 (main)", "Linux", (Outcome(3, "é\n"), Outcome(4, ""))
)
FAILURE = replace(PROOF, outcomes=(Outcome(3, "é\n", "Expected: e"),))
ADDS = "```pycon\n>>> 1 + 1\n2\n```"


@pytest.fixture
def report(tmp_path: Path) -> ProofStore:
    """An empty report."""
    return ProofStore(tmp_path / "proofs")


def files(report: ProofStore) -> list[str]:
    """The names of all files of a report."""
    return sorted(file.name for file in report.folder.rglob("*") if file.is_file())


def test_nothing_is_proved_before_it_is_run(report: ProofStore) -> None:
    """A report without a folder has no proofs, and asking does not make one."""
    assert [] == report.proofs("d1")
    assert not report.folder.exists()


def test_a_proof_comes_back_as_it_was(report: ProofStore) -> None:
    """What is written is read again, texts of any alphabet included."""
    report.write(PROOF)

    assert [PROOF] == report.proofs("d1")


def test_a_real_proof_comes_back_as_it_was(report: ProofStore, interpreter: Interpreter) -> None:
    """The proof of a session that was run survives the way to disk and back."""
    session = session_of(ADDS)
    proof = prove(session, interpreter)
    report.write(proof)

    assert proof.holds
    assert [proof] == report.proofs(session.digest)


def test_a_later_proof_replaces_the_earlier(report: ProofStore) -> None:
    """There is one proof a session and interpreter: the latest."""
    later = replace(PROOF, outcomes=(Outcome(30, "é\n"),))
    report.write(PROOF)
    report.write(later)

    assert [later] == report.proofs("d1")


def test_a_run_that_does_not_hold_takes_the_place_of_a_proof(report: ProofStore) -> None:
    """A session that fails loses its proof on that interpreter, and on no other; it is kept."""
    other = replace(PROOF, interpreter="PyPy 8.0.1")
    report.write(PROOF)
    report.write(other)
    report.write(FAILURE)

    assert [other] == report.proofs("d1")
    assert [FAILURE] == report.contradictions("d1")
    report.write(PROOF)
    assert [] == report.contradictions("d1")


def test_a_failure_alone_proves_nothing(report: ProofStore) -> None:
    """A session that never held has no proof, and is known as one that failed."""
    report.write(FAILURE)

    assert [] == report.proofs("d1")
    assert [FAILURE] == report.contradictions("d1")


@pytest.mark.parametrize(
    "changed",
    [
        ADDS.replace("1 + 1", "1+1"),
        ADDS.replace("\n2\n", "\n3\n"),
        ADDS.replace("pycon", 'pycon match="ellipsis"'),
        ADDS.replace("pycon", 'pycon py=">=3.11"'),
        '```python title="a.py"\n```\n' + ADDS,
        ADDS + "\n\n" + ADDS,
        ADDS.replace(">>>", "$").replace("pycon", "console"),
    ],
)
def test_a_session_that_has_changed_finds_nothing(changed: str, report: ProofStore) -> None:
    """What is typed, expected, saved and gated is all part of the hash."""
    report.write(replace(PROOF, digest=session_of(ADDS).digest))

    assert [] == report.proofs(session_of(changed).digest)


def test_a_session_that_has_moved_finds_its_proof() -> None:
    """Prose and illustrations around a session do not touch its hash, nor does its place."""
    moved = f'Prose.\n\n```python illustration="a sketch"\n…\n```\n\n{ADDS}\n\nMore.'

    assert session_of(ADDS).digest == session_of(moved).digest


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"outcomes": [{"line": 1}]}'])
def test_a_file_that_is_no_proof_is_none(text: str, report: ProofStore) -> None:
    """What an older version, or a crash, has left is passed over."""
    report.write(PROOF)
    (report.folder / "d1" / "cpython-3.12.0.json").write_text(text)

    assert [PROOF] == report.proofs("d1")


def test_proofs_come_in_order(report: ProofStore) -> None:
    """CPython first, then by version as numbers."""
    names = ["CPython 3.9.20", "CPython 3.11.7", "CPython 3.11.10", "PyPy 7.3.1", "PyPy 8.0.1"]
    for name in reversed(names):
        report.write(replace(PROOF, interpreter=name))

    assert names == [proof.interpreter for proof in report.proofs("d1")]


def test_writers_side_by_side_leave_one_whole_proof(report: ProofStore) -> None:
    """Tests that run side by side write the same proof; a reader never sees half of it."""
    proof = replace(PROOF, outcomes=(Outcome(1, "x" * 100_000),))
    report.write(proof)

    def write_often() -> None:
        for _ in range(20):
            report.write(proof)

    writers = [threading.Thread(target=write_often) for _ in range(4)]

    for writer in writers:
        writer.start()
    seen = [report.proofs("d1") for _ in range(40)]
    for writer in writers:
        writer.join()

    assert [[proof]] * 40 == seen
    assert ["cpython-3.13.0.json"] == files(report)
