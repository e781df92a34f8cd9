"""What a book can be asked, as data for the scripts that look in it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reloaded import files
from reloaded.ask.messages import messages_of
from reloaded.ask.recognised import for_scripts
from reloaded.book import THEME, Book
from reloaded.session.model import Chapter, Compared, Session
from reloaded.session.tracebacks import messages

SCRIPTS = THEME / "assets" / "ask"
"""The scripts of the box; they come without a folder of their own in the theme's copy."""

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


def published(book: Book) -> dict[str, str]:
    """The files of the box, by name: its scripts, and the index."""
    content = {file.name: files.read(file).decode() for file in files.below(SCRIPTS, ".js")}
    content[INDEX] = json.dumps(
        index(book), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return content


def folder(book: Book) -> Path:
    """Where they are, below `docs/`: the address says which version they are."""
    whole = hashlib.sha256()
    for name, content in sorted(book.once(published).items()):
        whole.update(f"{name} {len(content)}\n{content}".encode())
    return book.docs / "assets" / f"ask-{whole.hexdigest()[:12]}"


def publish(book: Book) -> None:
    """Write them there, and delete those of other versions.

    A file that is right already is left alone: a builder that watches the folder would build again.
    """
    place = folder(book)
    place.mkdir(parents=True, exist_ok=True)
    for old in set(place.parent.glob("ask-*")) - {place}:
        shutil.rmtree(old, ignore_errors=True)  # another build may have been faster
    for name, content in book.once(published).items():
        file = place / name
        if not file.exists() or file.read_text(encoding="utf-8") != content:
            files.replace(file, content)
