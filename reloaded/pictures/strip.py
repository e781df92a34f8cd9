"""Makes the strip of a session: a frame per step, what was typed above, a sentence below."""

from __future__ import annotations

from html import escape
from re import sub

from reloaded.pictures.captions import caption, described
from reloaded.pictures.draw import svg
from reloaded.pictures.frames import Frame, FrameSteps, frames
from reloaded.pictures.layout import Layout
from reloaded.pictures.model import Recording
from reloaded.pictures.pruning import everything
from reloaded.session.edits import changes, earlier_texts
from reloaded.session.model import Command, DeleteFile, Prompt, SaveFile, Session

LINES = 3
"""How many lines of an output, or of an edit, a frame repeats."""

# Hidden from screen readers: what a line's style means there, captions say in words.
KEY = (
    '<p class="memory-key" aria-hidden="true">'
    '<span><i class="key-now"></i>what an import finds now</span>'
    ' <span><i class="key-old"></i>old: alive, and no import finds it</span>'
    ' <span><i class="key-hot"></i>changed by this step</span></p>'
)


def figure(session: Session, recording: Recording, last: int | None = None) -> str:
    """Render the strip of a recorded session as HTML.

    Args:
        session: what was done.
        recording: what came of it.
        last: how many frames to draw, the last ones; with None, all.

    Returns:
        A `section` with one list item a frame.
    """
    strip, left_out = frames(session, recording)
    snapshots = [frame.now for frame in strip]
    first = 0 if last is None else max(0, len(strip) - last)
    layout = Layout(snapshots[first:])
    labels = everything(tuple(snapshots))
    edits = earlier_texts(session)
    items = []
    for place, frame in enumerate(strip[first:], first):
        before = strip[place - 1].now if place else None
        sentence = caption(before, frame.now, labels)
        title = f"Names and objects after step {place + 1}"
        items.append(
            f'<li class="memory-frame"><div class="memory-done">{typed(frame, edits)}</div>'
            f"{svg(layout, before, frame.now, title, described(frame.now, labels))}"
            f'<p class="memory-said">{marked(sentence)}</p></li>'
        )
    name = escape(f"Names and objects, step by step: {session.claim}".replace("`", ""))
    part = ""
    if left_out:
        objects = "object is" if left_out == 1 else "objects are"
        part = f'<p class="memory-part">This is a part: {left_out} more {objects} not drawn.</p>'
    counted = ""
    if first:
        counted = f' style="counter-reset: frame {first}"'
        part += f'<p class="memory-part">The last {last} of {len(strip)} frames.</p>'
    return (
        f'<section class="memory-strip" role="group" aria-label="{name}" data-search-exclude>'
        f'{KEY}<ol class="memory-frames"{counted}>{"".join(items)}</ol>{part}</section>'
    )


def typed(frame: Frame, edits: dict[SaveFile, str]) -> str:
    """What was done in a frame, as code."""
    return "".join(f"<code>{line}</code>" for done in frame.done for line in lines(done, edits))


def lines(done: FrameSteps, edits: dict[SaveFile, str]) -> list[str]:
    """What was done in a step: HTML, a line of the page each."""
    step = done.step
    if isinstance(step, SaveFile):
        if step not in edits:
            return [f"{escape(step.path)} saved"]
        old, new = edits[step].splitlines(), step.text.splitlines()
        changed = [
            f"<del>- {escape(old[i])}</del>" if mark == "-" else f"<ins>+ {escape(new[i])}</ins>"
            for mark, i in changes(edits[step], step.text)
            if mark != " "
        ]
        return [f"{escape(step.path)} edited", *few(changed)]
    if isinstance(step, DeleteFile):
        return [f"$ rm {escape(' '.join(step.paths))}"]
    if isinstance(step, Prompt | Command):
        first, more = (">>> ", "... ") if isinstance(step, Prompt) else ("$ ", "> ")
        source = escape(first + step.source.replace("\n", "\n" + more), quote=False)
        output = done.printed.splitlines()
        if len(output) > LINES:  # of a traceback, the end says what happened
            output = ["…", *output[-1:]]
        return [source, *(f"<samp>{escape(line, quote=False)}</samp>" for line in output)]
    return []


def few(changed: list[str]) -> list[str]:
    """The first lines of an edit."""
    return changed if len(changed) <= LINES + 1 else [*changed[:LINES], "…"]


def marked(sentence: str) -> str:
    """The code in a sentence, marked as such."""
    return sub("`([^`]+)`", r"<code>\1</code>", escape(sentence, quote=False))
