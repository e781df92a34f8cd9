"""The strip of pictures that a session asks for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reloaded.book import Book
from reloaded.errors import BookError
from reloaded.interpreters.environments import Interpreter
from reloaded.pictures.record_session import recorded
from reloaded.pictures.strip import figure
from reloaded.session.model import Fence, Session


def picture(session: Session, fence: Fence, book: Book) -> str:
    """Draw a session as it runs on the interpreter that builds the site.

    Args:
        session: which asks for a picture.
        fence: which asks, and names the expressions to try.
        book: where the recording is kept.

    Returns:
        The strip, or a note where the session does not speak of this interpreter.

    Raises:
        BookError: the session does not print what the page says.
    """
    probes = tuple(fence.text.splitlines())
    return drawn(session, book.interpreter, probes, book.recordings)


@cache
def drawn(session: Session, interpreter: Interpreter, probes: tuple[str, ...], folder: Path) -> str:
    """Draw a session once for all builds of a process; see `picture`.

    Args:
        session: what to draw.
        interpreter: on which it runs.
        probes: the expressions to try.
        folder: where the recording is kept.

    Returns:
        HTML, a `section` for each strip.

    Raises:
        BookError: the session prints something else on this interpreter.
    """
    if not session.speaks_of(interpreter.language, interpreter.implementation):
        return f'<p class="memory-part">No picture on {interpreter.name}.</p>'
    recording = recorded(session, interpreter, probes, folder)
    for outcome in recording.outcomes:
        if outcome.trouble:
            raise BookError(
                f"{interpreter.name} does not print what the page says, so there is no picture of"
                f" it; run pytest {session.page}",
                session.page,
                outcome.line,
            )
    return figure(session, recording)
