"""Finds out which mutants go unnoticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from reloaded.errors import BookError
from reloaded.interpreters.gates import minor
from reloaded.mutation.model import Mutant
from reloaded.session.compare import difference
from reloaded.session.model import Session
from reloaded.session.run_session import Proof
from reloaded.store.proofs import StoredProofs


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant.

    Attributes:
        mutant: the broken session.
        killed: whether its proof has a trouble in any step.
    """

    mutant: Mutant
    killed: bool


def judge(
    work: Iterable[tuple[Session, list[Mutant]]], stored: StoredProofs, jobs: int
) -> Iterator[list[Verdict]]:
    """Judge the mutants of several sessions, session by session.

    Every run is a process of its own; the threads that wait for them have little to do.

    Args:
        work: sessions, and the mutants of each that are to be judged.
        stored: runs them, or finds what came of an earlier run.
        jobs: how many runs go on at a time.

    Yields:
        The verdicts on the mutants of each session, in the order of `work`.

    Raises:
        BookError: a session does not hold as it is.
    """
    with ThreadPoolExecutor(jobs) as pool:
        runs = [
            (
                session,
                pool.submit(stored.prove, session),
                {
                    mutant.key: pool.submit(stored.refutes, mutant.session)
                    for mutant in mutants
                    if mutant.expectation is None
                },
                mutants,
            )
            for session, mutants in work
        ]
        try:
            for session, unbroken, refuted, mutants in runs:
                whole = unbroken.result()
                refuse_wrong(session, whole)
                yield [
                    Verdict(
                        mutant,
                        notices(whole, mutant)
                        if mutant.expectation
                        else refuted[mutant.key].result(),
                    )
                    for mutant in mutants
                ]
        finally:
            pool.shutdown(cancel_futures=True)


def refuse_wrong(session: Session, proof: Proof) -> None:
    """A session that is wrong as it stands notices every mutant, for a reason that is none."""
    if not proof.holds:
        raise BookError(
            f"this claim does not hold on {proof.interpreter}, so nothing can be learnt by breaking"
            f' it; run pytest "{session.page}::{session.id}" --python {minor(proof.language)}',
            session.page,
            session.line,
        )


def notices(proof: Proof, mutant: Mutant) -> bool:
    """Whether what the unbroken session printed is not what the mutant expects."""
    assert mutant.expectation is not None  # noqa: S101 - judge() asks only for those
    printed = {outcome.line: outcome.printed for outcome in proof.outcomes}
    return bool(difference(mutant.expectation, printed[mutant.expectation.line]))
