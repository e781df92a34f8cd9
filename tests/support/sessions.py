"""Sessions for tests: from a claim's Markdown, or from nothing but what is typed."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.gates import EVERYWHERE
from reloaded.session.chapter import parse_chapter
from reloaded.session.model import Compared, Fence, Prompt, Session, Step
from reloaded.session.run_session import STEP_SECONDS, Proof, prove
from reloaded.store.proofs import StoredProofs
from reloaded.store.results import ResultStore

NOWHERE = Path("no-snippets")


def session_of(markdown: str) -> Session:
    """The session of a claim, given what stands below its heading, which is line 1."""
    text = "## A claim { #a-claim }\n\n" + dedent(markdown).strip("\n")
    (session,) = parse_chapter(text, NOWHERE, "docs/page.md").sessions
    return session


def troubles(markdown: str, interpreter: Interpreter) -> str:
    """What is wrong with a claim, line by line; empty where it holds."""
    outcomes = prove(session_of(markdown), interpreter).outcomes
    return "\n".join(
        f"line {outcome.line}: {outcome.trouble}" for outcome in outcomes if outcome.trouble
    )


def steps(*what: str | Step) -> Session:
    """A session without a page, one fence a step: a text is a statement that prints nothing."""
    made = [
        Prompt(line, EVERYWHERE, step, "") if isinstance(step, str) else step
        for line, step in enumerate(what, 1)
    ]
    fences = tuple(Fence(step.line, step.line, "", "pycon", "", (step,)) for step in made)
    return Session("docs/page.md", "a-claim", "A claim", 1, fences)


def printed(*what: str | Step, on: Interpreter) -> list[str]:
    """What each statement prints."""
    proof = prove(steps(*what), on)
    compared = {step.line for step in steps(*what).steps if isinstance(step, Compared)}
    return [outcome.printed for outcome in proof.outcomes if outcome.line in compared]


def first_troubles(proof: Proof) -> list[str]:
    """The first line of each step's trouble, without what a comparison says."""
    lines = [outcome.trouble.partition("\n")[0] for outcome in proof.outcomes]
    return ["" if line == "Expected:" else line for line in lines]


def fate(*what: str | Step, on: Interpreter, seconds: float = STEP_SECONDS) -> list[str]:
    """What becomes of each step: empty where it was done, whatever it printed."""
    return first_troubles(prove(steps(*what), on, seconds))


def unremembered(interpreter: Interpreter) -> StoredProofs:
    """Runs every session, whatever was found out before."""
    return StoredProofs(ResultStore(fresh=True), interpreter)
