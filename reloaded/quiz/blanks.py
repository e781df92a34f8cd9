"""What `???` stands for in the session of a question."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from reloaded.quiz.model import HOLE
from reloaded.quiz.yaml_lines import Text
from reloaded.session.model import Compared, DeleteFile, SaveFile, Session, Step, replaced


def hole_in(session: Session, prompt: Text) -> int:
    """Find the hole of a prompt.

    Returns:
        The line of the step whose output is asked for; 0 where the hole is in what is typed or
        saved.

    Raises:
        BookError: there is no hole, or more than one, or it is a part of an output.
    """
    holes = [step for step in session.steps if HOLE in shown(step)]
    if len(holes) != 1 or shown(holes[0]).count(HOLE) != 1:
        raise prompt.fail(f"write {HOLE} once: in place of an output, or of a piece of code")
    (step,) = holes
    if not isinstance(step, Compared) or HOLE not in step.expected:
        return 0
    if step.expected != HOLE + "\n":
        raise prompt.fail(f"{HOLE} stands for the whole output of line {step.line}, or for code")
    return step.line


@lru_cache(maxsize=1 << 13)
def opened(session: Session) -> Session:
    """The session with any output in place of the one that is asked for."""
    (step,) = (step for step in session.steps if HOLE in shown(step))
    assert isinstance(step, Compared)  # noqa: S101 - nothing else has an output
    return replaced(session, {step: replace(step, expected="...", ellipsis=True)})


def filled(session: Session, text: str) -> Session:
    """The session with a piece of code in its hole."""
    (step,) = (step for step in session.steps if HOLE in shown(step))
    if isinstance(step, SaveFile):
        path, body = step.path.replace(HOLE, text), step.text.replace(HOLE, text)
        return replaced(session, {step: replace(step, path=path, text=body)})
    assert isinstance(step, Compared)  # noqa: S101 - the steps that show nothing have no hole
    return replaced(session, {step: replace(step, source=step.source.replace(HOLE, text))})


def shown(step: Step) -> str:
    """All that a reader sees of a step."""
    if isinstance(step, SaveFile):
        return f"{step.path}\n{step.text}"
    if isinstance(step, DeleteFile):
        return f"rm {' '.join(step.paths)}"
    return f"{step.source}\n{step.expected}" if isinstance(step, Compared) else ""
