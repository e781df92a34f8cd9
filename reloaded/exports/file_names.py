"""What the files are called; known without the libraries that write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAMES = {
    "anki": ("apkg", "Anki deck"),
    "moodle": ("xml", "Moodle XML"),
    "gift": ("gift.txt", "GIFT"),
    "qti": ("qti.zip", "QTI 2.1 package"),
}
"""By format: the end of the file's name, and what people call it."""


def slug(title: str) -> str:
    """A title as part of a file's name or an identifier: "Tea for two" is `tea-for-two`."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())) or "book"


@dataclass(frozen=True)
class Edition:
    """What all files of a bank say of it.

    Attributes:
        title: of the book.
        seconds: when the bank was last changed, in seconds since 1970.
    """

    title: str
    seconds: int

    @property
    def slug(self) -> str:
        """The title as part of a file's name or an identifier."""
        return slug(self.title)

    def category(self, chapter: str) -> str:
        """The place of a chapter in a tree of categories, as Moodle writes it: a / is doubled."""
        return "/".join(part.replace("/", "//") for part in (self.title, chapter))


def file_name(title: str, name: str) -> str:
    """What the file of a format is called, for a book of some title."""
    return f"{slug(title)}.{NAMES[name][0]}"
