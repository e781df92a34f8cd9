"""Asks whether the picture of a session is true, and the same wherever the session is."""

from __future__ import annotations

from pathlib import Path

from reloaded.errors import BookError
from reloaded.interpreters.environments import Interpreter
from reloaded.pictures.model import Recording
from reloaded.pictures.record_session import record, recorded
from reloaded.pictures.strip import figure
from reloaded.session.model import Outcome, Session


def trouble(
    session: Session,
    probes: tuple[str, ...],
    on: tuple[Interpreter, Interpreter],
    proved: tuple[Outcome, ...],
    kept: Path,
) -> str:
    """Record a session, and say what is wrong with its picture.

    Args:
        session: which asks for a picture.
        probes: the expressions that it wants tried.
        on: the interpreter to record on, and the one that builds the site.
        proved: what the session printed when nobody watched.
        kept: where the recordings of the second interpreter are kept.

    Returns:
        A fault a line; an empty string where there is none.
    """
    interpreter, base = on
    try:
        recording = record(session, interpreter, probes)
    except BookError as error:
        return str(error)
    wrong = [*disturbed(proved, recording), *recording.false, *vain(session, probes, recording)]
    if not recording.snapshots or not any(snapshot.objects for snapshot in recording.snapshots):
        wrong.append("it shows nothing: no name of this session leads to an object of its own")
    if wrong or not session.speaks_of(base.language, base.implementation):
        return "\n".join(wrong)
    second = recorded(session, base, probes, kept)
    same = [outcome.printed for outcome in second.outcomes] == [
        outcome.printed for outcome in recording.outcomes
    ]
    if same and figure(session, second) != figure(session, recording):
        return f"its outputs are those of {base.name}, and its picture is another"
    return ""


def vain(session: Session, probes: tuple[str, ...], recording: Recording) -> list[str]:
    """Name each expression that gives no value after any step: it is mistyped.

    Args:
        session: which asks for a picture.
        probes: the expressions that it wants tried, in the order of the fence's lines.
        recording: what they gave.

    Returns:
        A fault for each, with its line on the page.
    """
    first = session.picture.line + 1 if session.picture else 0
    return [
        f"line {number}: {probe} raises, or means nothing, after every step; correct or delete it"
        for number, probe in enumerate(probes, first)
        if recording.snapshots and all(probe in snapshot.failed for snapshot in recording.snapshots)
    ]


def disturbed(proved: tuple[Outcome, ...], recording: Recording) -> list[str]:
    """Name each step that prints something else when it is watched."""
    return [
        f"line {alone.line} prints {watched.printed!r} when it is watched, else {alone.printed!r}"
        for alone, watched in zip(proved, recording.outcomes, strict=True)
        if alone.printed != watched.printed
    ]
