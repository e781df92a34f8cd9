"""What a book can be asked, as data for the scripts that look in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reloaded import files
from reloaded.ask.messages import messages_of
from reloaded.ask.recognised import for_scripts
from reloaded.book import Book
from reloaded.session.model import Chapter, Compared, Session
from reloaded.session.tracebacks import messages

SCRIPTS = Path(__file__).with_name("scripts")
"""The scripts of the box; in the theme's folder a builder would publish them a second time."""

INDEX = "index.json"
"""The file beside the scripts."""

LINK = re.compile(r"\[(?P<text>[^]]*)\]\([^)]*\)")


def index(book: Book) -> dict[str, Any]:
    """What a book can be asked.

    Returns:
        `claims`: each with `id`, `claim`, `inShort`, `page` (its chapter's title), `url` (from the
        site's root), `asked` and `names` (what its session speaks of). `known`: how messages are
        recognised. `messages` and `causes`: what is said of each, by its name. Code is in
        backticks.
    """
    messages = messages_of(book)
    causes = {cause.name: cause for message in messages for cause in message.causes}
    return {
        "claims": [
            claim(book, chapter, session)
            for chapter in book.chapters()
            for session in chapter.sessions
        ],
        "known": for_scripts(messages),
        "messages": {
            message.id: {
                "text": message.text,
                "meaning": message.meaning,
                "python": message.python,
                "claim": message.claim,
            }
            for message in messages
        },
        "causes": {
            name: {
                "what": cause.what,
                "tell": cause.tell,
                "remedy": cause.remedy,
                "claim": cause.claim,
            }
            for name, cause in causes.items()
        },
    }


def claim(book: Book, chapter: Chapter, session: Session) -> dict[str, Any]:
    """One claim as data.

    Args:
        book: whose claim it is.
        chapter: the page that makes it.
        session: the claim.

    Returns:
        What `index` lists.
    """
    page = Path(chapter.path).relative_to(book.docs.name)
    folder = page.parent if page.stem == "index" else page.with_suffix("")
    start = "" if folder == Path() else f"{folder.as_posix()}/"
    return {
        "id": session.id,
        "claim": text(session.claim),
        "inShort": text(session.in_short),
        "page": text(chapter.title),
        "url": f"{start}#{session.id}",
        "asked": [wording.text for wording in session.asked],
        "names": " ".join(dict.fromkeys(printed(session))),
    }


def text(markdown: str) -> str:
    """A line of Markdown without links and emphasis."""
    return LINK.sub(r"\g<text>", markdown).replace("**", "")


def printed(session: Session) -> Iterator[str]:
    """Yield the messages of the exceptions that a session prints."""
    for step in session.steps:
        if isinstance(step, Compared):
            lines = step.expected.splitlines()
            for place in messages(lines):
                yield " ".join(lines[number].strip() for number in place)


def contents(book: Book) -> dict[str, bytes]:
    """The files of the box, by name: its scripts, and the index."""
    data = json.dumps(index(book), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    scripts = {file.name: files.read(file) for file in files.below(SCRIPTS, ".js")}
    return scripts | {INDEX: data.encode()}


def version(book: Book) -> str:
    """What their folder is called: another name for other contents."""
    return files.versioned("ask", book.once(contents))


def folder(book: Book) -> Path:
    """Where they are, below `docs/`."""
    return book.docs / "assets" / book.once(version)


def publish(book: Book) -> None:
    """Write them there, and delete those of other versions."""
    files.publish(folder(book), book.once(contents))
