"""Real questions, asked in public, lead to the claims that answer them.

`ask/queries.jsonl` holds them, collected before the first wording was written, by others than the
author of wordings and ranking; two readers, each alone, named the claims. A hash of the question
divides them: wordings and ranking were made with the first half in sight, and the second shows what
strangers get.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reloaded.ask.engine import Engine
from reloaded.book import ROOT, Book
from reloaded.session.scan import Heading, scan

QUERIES = Path(__file__).with_name("ask") / "queries.jsonl"

LEAST = {"first": 0.58, "among three": 0.72}
"""How many of the strangers' questions get a right claim there, at least."""

MOST_LED_ASTRAY = 0.2
"""How many questions that the book does not answer may get answers, and no word that it lacks."""


@cache
def queries(half: int) -> list[dict[str, Any]]:
    """Half of the questions: 0 was in sight, 1 was not."""
    every = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    return [query for query in every if half_of(query["query"]) == half]


def half_of(question: str) -> int:
    """Which half a question belongs to."""
    return int(hashlib.sha256(question.encode()).hexdigest(), 16) % 2


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The book's own index."""
    return Engine(Book(ROOT))


def places(engine: Engine, half: int) -> list[int | None]:
    """Where the first right claim stands, from 0, for each question that has one."""
    found: list[int | None] = []
    for query in queries(half):
        if query["claims"]:
            ids = shown(engine.ask(query["query"]))
            right = [ids.index(claim) for claim in query["claims"] if claim in ids]
            found.append(min(right, default=None))
    return found


def shown(found: dict[str, Any]) -> list[str]:
    """The claims that an answer leads to, in order: of a message, of its causes, and others."""
    led = [
        entry.get("claim")
        for message in found["messages"]
        for entry in (message, *message["causes"])
    ]
    led += [answer["claim"] for answer in found["answers"]]
    return list(dict.fromkeys(claim["id"] for claim in led if claim))


def share(found: list[int | None], most: int) -> float:
    """How many have a right claim among the first so many."""
    return sum(place is not None and place < most for place in found) / len(found)


def test_every_expected_claim_is_in_the_book() -> None:
    """A claim that was renamed takes its questions along; some name a section without a session."""
    headings = (scan(page.read_text("utf-8").split("\n"), page.name) for page in Book(ROOT).pages())
    known = {found.id for page in headings for found in page if isinstance(found, Heading)}
    named = {claim for half in (0, 1) for query in queries(half) for claim in query["claims"]}
    assert set() == {claim for claim in named if not claim.startswith("page:")} - known


def test_strangers_questions_are_answered(engine: Engine) -> None:
    """The figures of the half that nobody looked at."""
    found = places(engine, half=1)
    assert share(found, 1) >= LEAST["first"]
    assert share(found, 3) >= LEAST["among three"]


def test_what_the_book_lacks_is_told(engine: Engine) -> None:
    """A question that no claim answers gets no claim, or hears which of its words no page has.

    What is known of its message is no claim of the book's, and is an answer.
    """
    answers = [engine.ask(query["query"]) for query in queries(1) if not query["claims"]]
    astray = [
        found
        for found in answers
        if found["answers"] and not (found["unknown"] or found["messages"])
    ]
    assert len(astray) / len(answers) <= MOST_LED_ASTRAY
