"""Gives the texts of a chapter, of its questions and its verdicts other names, line by line.

A copy of a chapter has claims, questions and folders of snippets of its own, and a book is valid
only if no two have the same name; so each gets a suffix, wherever it is written.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

TITLE = re.compile(r"(?m)^# .*")
LINK = re.compile(r"\]\((?P<page>[\w./-]+\.md)?(?:#(?P<anchor>[\w-]+))?\)")
CLAIM = re.compile(r"(?m)^(##\s.*\{[^}\n]*#)(?P<name>[\w-]+)")
INCLUDE = re.compile(r'(?m)^(\s*-+8<-+ +")(?P<name>[^"/\n]+)(?=/)')
QUESTION = re.compile(r"(?m)^(-? *(?:id|claim): *)(?P<name>[\w-]+)$")
ASKED = re.compile(r"(?ms)^ *`{3,}quiz\b.*?^ *`{3,}$")
WORDINGS = re.compile(r"(?ms)^```asked\n(?P<lines>.*?)^```$")
LINE = re.compile(r"(?m)^( *)(?P<name>[\w-]+)$")
REFERENCE = re.compile(r'(")(?P<name>[\w-]+)(?=@)')
SPOKEN_OF = re.compile(r'(?m)^(says = ")(?P<name>[\w-]+)(?=: )')


@dataclass(frozen=True)
class Renaming:
    """What has another name in one of the copies.

    Attributes:
        number: of the copy; the book itself is the first.
        pages: the pages that are copied, relative to `docs/`.
        names: the ids of claims and questions, and the folders of snippets.
    """

    number: int
    pages: frozenset[str]
    names: frozenset[str]

    @property
    def suffix(self) -> str:
        """What the names of the copy end in."""
        return f"-copy-{self.number}"

    def file(self, path: str) -> str:
        """The name of a copied file."""
        stem, dot, ending = path.rpartition(".")
        return f"{stem}{self.suffix}{dot}{ending}"

    def name(self, name: str) -> str:
        """The name of a claim, a question or a folder of snippets; any other stays."""
        return name + self.suffix if name in self.names else name

    def rename(self, pattern: re.Pattern[str], text: str) -> str:
        """A text with each `name` changed that a pattern finds behind its first group."""
        return pattern.sub(lambda found: found[1] + self.name(found["name"]), text)

    def page(self, text: str, page: str) -> str:
        """The text of a page of the copy; each line stays on its line.

        Args:
            text: the page's.
            page: its path, relative to `docs/`.
        """
        text = TITLE.sub(lambda found: f"{found[0]} ({self.number})", text, count=1)
        text = self.rename(INCLUDE, self.rename(CLAIM, text))
        text = ASKED.sub(lambda found: self.rename(LINE, found[0]), text)
        text = WORDINGS.sub(self.asked, text)
        return LINK.sub(lambda found: self.link(found, posixpath.dirname(page)), text)

    def asked(self, found: re.Match[str]) -> str:
        """A fence of wordings, which no other claim may share."""
        lines = (line.partition(" | ") for line in found["lines"].splitlines())
        named = "".join(f"{text[:90]} {self.number}{bar}{tell}\n" for text, bar, tell in lines)
        return f"```asked\n{named}```"

    def link(self, found: re.Match[str], folder: str) -> str:
        """A link of a page in a folder; one to a page that is not copied leads where it did."""
        page, anchor = found["page"] or "", found["anchor"] or ""
        if page and posixpath.normpath(posixpath.join(folder, page)) not in self.pages:
            return found[0]
        file = self.file(page) if page else ""
        return f"]({file}{'#' if anchor else ''}{self.name(anchor)})"

    def questions(self, text: str) -> str:
        """The text of a file of the bank."""
        return self.rename(INCLUDE, self.rename(QUESTION, text))

    def verdicts(self, text: str) -> str:
        """The text of a file of verdicts; what is said of a question begins with its id."""
        return self.rename(SPOKEN_OF, self.rename(REFERENCE, text))
