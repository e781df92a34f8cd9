"""The one family of errors that a person who writes a page can cause."""

from __future__ import annotations


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
