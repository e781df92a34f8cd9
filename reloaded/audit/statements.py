"""What a page or a file of the bank says that could be false, statement by statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reloaded.audit.sentences import Sentence, sentences
from reloaded.audit.words import is_imperative, is_universal
from reloaded.book import Book
from reloaded.quiz.bank import Bank
from reloaded.session.model import Chapter
from reloaded.session.scan import front_matter

KINDS = {
    "heading": "the sentence of a claim",
    "remedy": "what a section without a claim advises, and what a claim's last words do",
    "cell": "a cell of a table",
    "summary": "the opening of a page, and pages that only sum up",
    "feedback": "why an option of a question is right or wrong",
    "universal": "any other sentence with a word such as only, never, every",
    "other": "the sentences that are left",
}
"""By name: what kinds of statements there are."""

AUDITED = ("heading", "remedy", "cell", "summary", "feedback", "universal")
"""The kinds of which every statement needs a verdict."""

UNSAID = re.compile(r"Sources|Next")
"""The sections that say nothing of their own."""

ABOUT_THE_PAGE = re.compile(r"It (takes|needs|takes for granted)\b")
"""The lines of an opening that speak of the reader, and not of Python."""

OWN_AFFAIR = re.compile(r"^speaks_of: *the book$", re.MULTILINE)
"""The front matter of a page that is about the book itself, and so is not audited."""


@dataclass(frozen=True)
class Statement:
    """Something that a reader is told.

    Attributes:
        file: the page or the bank's file, as the reader of a message would open it.
        line: where it stands, counted from 1.
        kind: a key of `KINDS`.
        text: its words.
        owner: the id of the claim or question that it belongs to; empty where there is none.
        links: where its links lead, as the page writes them.
    """

    file: str
    line: int
    kind: str
    text: str
    owner: str = ""
    links: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, as an editor opens it."""
        return f"{self.file}:{self.line}"


def statements(bank: Bank, path: Path) -> tuple[Statement, ...]:
    """Find the statements of a page, or of a file of the bank, in order.

    Args:
        bank: the bank, and so the book, whose file it is.
        path: a Markdown or YAML file.

    Raises:
        BookError: the file is malformed.
    """
    return bank.book.once(said_in, path)


def said_in(book: Book, path: Path) -> tuple[Statement, ...]:
    """Take a file apart; see `statements`."""
    if path.suffix == ".yaml":
        return tuple(feedback(Bank(book), path))
    text = book.text(path)
    lines = text.split("\n")
    if OWN_AFFAIR.search("\n".join(lines[: front_matter(lines)])):
        return ()
    return tuple(of_page(text, book.read(path)))


def of_page(text: str, chapter: Chapter) -> Iterator[Statement]:
    """Yield the statements of one page."""
    claims = {session.line: session for session in chapter.sessions}
    last = {session.line: session.steps[-1].line for session in chapter.sessions}
    found = [
        Statement(chapter.path, session.line, "heading", bare(session.claim), session.id)
        for session in chapter.sessions
    ]
    for sentence in sentences(text, chapter.path):
        heading = sentence.heading
        if heading and (UNSAID.fullmatch(heading.text) or not sentence.text.strip(" .:")):
            continue
        if heading is None and ABOUT_THE_PAGE.match(sentence.text):
            continue
        claim = claims.get(heading.line) if heading else None
        is_after = claim is not None and sentence.line > last[claim.line]
        kind = kind_of(sentence, is_claim=claim is not None, is_after=is_after, claims=len(claims))
        owner = claim.id if claim else ""
        found.append(
            Statement(chapter.path, sentence.line, kind, sentence.text, owner, sentence.links)
        )
    yield from sorted(found, key=lambda statement: statement.line)


def kind_of(sentence: Sentence, *, is_claim: bool, is_after: bool, claims: int) -> str:
    """Tell the kind of one sentence.

    Args:
        sentence: of a page.
        is_claim: whether it stands under a claim.
        is_after: whether it stands below the claim's last step.
        claims: how many claims the page has.

    Returns:
        A key of `KINDS`.
    """
    if sentence.is_cell:
        return "cell"
    if sentence.heading is None or (not is_claim and not claims):
        return "summary"
    if not is_claim or (is_after and is_imperative(sentence.text)):
        return "remedy"
    return "universal" if is_universal(sentence.text) else "other"


def bare(claim: str) -> str:
    """A heading as a sentence."""
    return " ".join(claim.replace("**", "").split())


def feedback(bank: Bank, path: Path) -> Iterator[Statement]:
    """Yield the reasons of the options of a file of the bank; answers that share one, once."""
    for question in bank.read(path):
        reasons = set[str]()
        for option in question.options:
            why = " ".join(option.why.split())
            if why and why not in reasons:
                reasons.add(why)
                yield Statement(
                    question.file, option.line, "feedback", f"{question.id}: {why}", question.id
                )
