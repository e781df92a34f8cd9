"""The one family of errors that a person who writes a page can cause."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

LARGER_INSTALL = "tests/requirements.txt"
"""What pip installs from for more than reading the book and running its sessions."""


class BookError(Exception):
    """Something in the book is not as it must be: it says where, what, and what to do.

    Args:
        message: one line: what was found, and what to write instead.
        path: the file, as the reader of the message would open it.
        line: the line in that file, counted from 1; None where the whole file is meant.
    """

    def __init__(self, message: str, path: str, line: int | None = None) -> None:
        self.message = message
        self.path = path
        self.line = line
        place = path if line is None else f"{path}:{line}"
        super().__init__(f"{place}: {message}")


@contextmanager
def larger_install(command: str) -> Iterator[None]:
    """Import what a reader's install may lack: where it does, one line says how it comes.

    Args:
        command: what wants it, as it is typed.

    Raises:
        BookError: a package of others is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package == __package__:
            raise
        raise BookError(
            f"`{command}` wants {package}, which is not installed:"
            f" .venv/bin/pip install -r {LARGER_INSTALL}",
            LARGER_INSTALL,
        ) from error
