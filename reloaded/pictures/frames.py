"""Divides a session into frames: a picture for each step that changes one, or edits a file."""

from __future__ import annotations

from dataclasses import dataclass

from reloaded.pictures.model import Recording, Snapshot
from reloaded.pictures.pruning import pruned
from reloaded.session.model import Command, DeleteFile, Prompt, SaveFile, Session, Step

NOTHING = Snapshot(0, (), {})


@dataclass(frozen=True)
class FrameSteps:
    """A step, and what it printed."""

    step: Step
    printed: str


@dataclass(frozen=True)
class Frame:
    """One picture of a strip.

    Attributes:
        done: the steps that it stands for; the first has led to it, the others changed nothing.
        now: what the names refer to after them.
    """

    done: tuple[FrameSteps, ...]
    now: Snapshot


def frames(session: Session, recording: Recording) -> tuple[list[Frame], int]:
    """The frames of a recorded session, and how many objects they leave out.

    Until there is something to see, steps are held back for the first frame; files that are saved
    before it are not shown again. From then on a file that is saved or deleted gets a frame, in
    which nothing in memory changes: that is what it shows.
    """
    snapshots, left_out = pruned(recording.snapshots)
    after = {snapshot.line: snapshot for snapshot in snapshots}
    printed = {outcome.line: outcome.printed for outcome in recording.outcomes}
    result: list[Frame] = []
    waiting: list[FrameSteps] = []
    for step in session.steps:
        if step.line not in printed:
            continue  # it is for other versions of Python
        done = FrameSteps(step, printed[step.line])
        now = after.get(step.line, result[-1].now if result else NOTHING)
        if not result and not now.objects:
            waiting += [done] if isinstance(step, Prompt) else []
        elif not result or now.sight != result[-1].now.sight or is_edit(step):
            result.append(Frame((*waiting, done), now))
            waiting.clear()
        elif isinstance(step, Prompt | Command):
            result[-1] = Frame((*result[-1].done, done), now)
    return result, left_out


def is_edit(step: Step) -> bool:
    """Whether a step changes files, and so no memory."""
    return isinstance(step, SaveFile | DeleteFile)
