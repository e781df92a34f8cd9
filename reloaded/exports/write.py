"""Writes the files of the chosen formats."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from reloaded.errors import larger_install
from reloaded.exports import gift, moodle, qti
from reloaded.exports.file_names import NAMES, Edition, file_name
from reloaded.quiz.exported_questions import ExportedQuestion

NEVER = 1_767_225_600
"""2026-01-01, for a book whose history is not at hand."""


def write_anki(cards: list[ExportedQuestion], edition: Edition) -> bytes:
    """An Anki deck, by a package that the other formats don't need."""
    with larger_install("export --format anki"):
        from reloaded.exports import anki  # noqa: PLC0415 - see there

    return anki.write(cards, edition)


WRITERS: dict[str, Callable[[list[ExportedQuestion], Edition], bytes]] = {
    "anki": write_anki,
    "moodle": moodle.write,
    "gift": gift.write,
    "qti": qti.write,
}
"""By format: what makes the bytes."""


def write_all(
    cards: list[ExportedQuestion],
    folder: Path,
    edition: Edition,
    names: Iterable[str] = tuple(NAMES),
) -> list[Path]:
    """Write files for other programs.

    Args:
        cards: the questions.
        folder: where to write them; made if it is not there.
        edition: what they say of the bank.
        names: of the formats.

    Returns:
        The paths of the files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name in names:
        files.append(folder / file_name(edition.title, name))
        files[-1].write_bytes(WRITERS[name](cards, edition))
    return files


def last_change(root: Path) -> int:
    """When the book was last changed, in seconds since 1970: as its last commit says.

    The variable `SOURCE_DATE_EPOCH` goes before it, as builds do that can be repeated
    (reproducible-builds.org). Without either it is the start of 2026.
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(epoch)
    try:
        command = ["git", "log", "-1", "--format=%ct"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)  # noqa: S603 - no shell, no input
        return int(done.stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return NEVER
