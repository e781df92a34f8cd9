"""The page of version differences names each of them, and says of none what its claim doesn't."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from reloaded.book import Book
from reloaded.interpreters.gates import SUPPORTED, Gate, minor, told_apart_by
from reloaded.session.model import Chapter, Session

BOOK = Book()
PAGE = "reference/versions.md"
CHAPTERS = [one for one in BOOK.chapters() if one.sessions]
NO_DIFFERENCE = Path(__file__).with_name("no_difference.toml")

ENTRY = re.compile(r'^- (?P<text>.*)\n  \{ data-since="(?P<since>[\d. ]+)" \}$', re.MULTILINE)
LINK = re.compile(r"\[(?:`[^`]*`|[^\]`])*\]\((?P<page>[^)#:]*?\.md)(?:#(?P<id>[\w-]+))?\)")
NAMED = re.compile(r"(?<![\d.])3\.\d+(?:\.\d+)?(?![\d.]*\d)")
OLDEST = re.compile(rf"(?:up to|until|only in) {re.escape(SUPPORTED[0])}(?![\d.]*\d)")


@dataclass(frozen=True)
class Place:
    """A section of a page, or with an empty id the page."""

    page: str
    id: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the page of version differences.

    Attributes:
        text: its Markdown.
        since: the versions in which something changed.
        places: where it leads.
    """

    text: str
    since: frozenset[str]
    places: frozenset[Place]


@dataclass(frozen=True)
class Mention:
    """A line of a chapter that names a version of Python."""

    place: Place
    where: str
    text: str
    versions: frozenset[str]


def entries() -> Iterator[Entry]:
    """What the page says, line by line."""
    for one in ENTRY.finditer((BOOK.docs / PAGE).read_text(encoding="utf-8")):
        places = frozenset(linked(PAGE, one["text"]))
        yield Entry(one["text"], frozenset(one["since"].split()), places)


def linked(page: str, text: str) -> Iterator[Place]:
    """Where the links of a text on a page lead."""
    folder = posixpath.dirname(page)
    for link in LINK.finditer(text):
        yield Place(posixpath.normpath(posixpath.join(folder, link["page"])), link["id"] or "")


def changes(gates: Iterable[Gate]) -> frozenset[str]:
    """The versions from which on some gates admit something else."""
    own = list({gate for gate in gates if gate})
    return frozenset(
        new.removesuffix(".0") if new.count(".") > 1 else new
        for old, new in pairwise(told_apart_by(*own))
        if [one.admits(old) for one in own] != [one.admits(new) for one in own]
    )


def changes_of(session: Session) -> frozenset[str]:
    """The versions from which on a session does something else."""
    return changes(fence.gate for fence in session.fences)


def name(chapter: Chapter) -> str:
    """A chapter, as the navigation names it."""
    return chapter.path.removeprefix("docs/")


def mentions(chapter: Chapter) -> Iterator[Mention]:
    """The lines outside of blocks that name a version after the oldest that is supported."""
    text = (BOOK.root / chapter.path).read_text(encoding="utf-8")
    blocks = {line for one in chapter.fences for line in range(one.line, one.last + 1)}
    place = Place(name(chapter))
    for number, line in enumerate(text.splitlines(), 1):
        if number in blocks or line.lstrip().startswith("==="):
            continue
        if line.startswith("## "):
            ids = [one.id for one in chapter.sessions if one.line == number]
            place = Place(name(chapter), *ids)
        words = re.sub(r"\]\([^)]*\)", "]", line)
        found = {one for one in NAMED.findall(words) if after_the_oldest(one)}
        if OLDEST.search(words):
            found.add(SUPPORTED[1])
        if found:
            yield Mention(place, f"{chapter.path}:{number}", line.strip(), frozenset(found))


def after_the_oldest(version: str) -> bool:
    """Whether a version is of a later minor version than the oldest supported."""
    return int(version.split(".")[1]) > int(SUPPORTED[0].split(".")[1])


def same(said: str, since: frozenset[str]) -> bool:
    """Whether what a line says of a version can be a change: *up to 3.13* is *since 3.14*."""
    following = f"3.{int(said.split('.')[1]) + 1}"
    return said in since or minor(said) in map(minor, since) or following in since


def exempt() -> dict[str, str]:
    """By the words of a line that names a version and tells of no difference: why it doesn't."""
    data = tomllib.loads(NO_DIFFERENCE.read_text(encoding="utf-8"))
    return {one["words"]: one["why"] for one in data["line"]}


def changes_at(place: Place) -> Iterator[str]:
    """The versions from which on a claim's session does something else."""
    for chapter in CHAPTERS:
        for session in chapter.sessions:
            if place == Place(name(chapter), session.id):
                yield from changes_of(session)


def said_at(place: Place) -> Iterator[str]:
    """The versions that a section names, or that its blocks leave out; or the whole page names."""
    for chapter in CHAPTERS:
        for one in mentions(chapter) if name(chapter) == place.page else ():
            if not place.id or place == one.place:
                yield from one.versions
        for session in chapter.sessions:
            if place == Place(name(chapter), session.id):
                for fence in session.fences:
                    yield from NAMED.findall(fence.rest)


def text_at(place: Place) -> str:
    """What a section shows; or, without an id, the whole page."""
    text = (BOOK.docs / place.page).read_text(encoding="utf-8")
    if not place.id:
        return text
    start = text.index(f"{{ #{place.id}")
    end = re.compile(r"^## ", re.MULTILINE).search(text, start)
    shown = [
        fence.text
        for chapter in CHAPTERS
        for session in chapter.sessions
        if session.id == place.id
        for fence in session.fences
    ]
    start = text.rindex("\n## ", 0, start)
    return "\n".join([text[start : end.start() if end else None], *shown])


@pytest.mark.parametrize("chapter", CHAPTERS, ids=name)
def test_what_differs_by_a_gate_has_an_entry(chapter: Chapter) -> None:
    """An entry leads to the claim, and names the versions at which its blocks change."""
    known = list(entries())
    missing = [
        f"{session.page}:{session.line}: the blocks of #{session.id} differ from {version} on; "
        f'write a line with data-since="{version}" and a link to the claim into docs/{PAGE}'
        for session in chapter.sessions
        for version in sorted(changes_of(session))
        if not any(
            version in one.since and Place(name(chapter), session.id) in one.places for one in known
        )
    ]

    assert missing == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=name)
def test_what_differs_by_the_text_has_an_entry(chapter: Chapter) -> None:
    """A line that names a version tells of a difference, unless somebody said why not."""
    known, without = list(entries()), exempt()
    missing = [
        f'{one.where}: "{one.text}" tells of a difference; write a line with a fitting data-since '
        f"and a link to {one.place.page}#{one.place.id} into docs/{PAGE}, or the words that make "
        f"it none, and why, into tests/book/{NO_DIFFERENCE.name}"
        for one in mentions(chapter)
        if not any(words in one.text for words in without)
        and not any(
            any(same(version, entry.since) for version in one.versions)
            and (
                entry.places.intersection(linked(one.place.page, one.text))
                or any(one.place in (place, Place(place.page)) for place in entry.places)
            )
            for entry in known
        )
    ]

    assert missing == []


def test_each_entry_is_in_the_form_that_is_read() -> None:
    """An item of the list without its versions would be in none of these tests, nor be chosen."""
    items = re.findall(r"^- ", (BOOK.docs / PAGE).read_text(encoding="utf-8"), re.MULTILINE)

    assert len(items) == len(list(entries()))


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: entry.text[:40])
def test_an_entry_says_what_its_claim_says(entry: Entry) -> None:
    """Its versions are those of the claim's blocks or words, and its code is there to read."""
    shown = {version for place in entry.places for version in changes_at(place)}
    said = {version for place in entry.places for version in said_at(place)}
    unfounded = {
        version
        for version in entry.since
        if version not in shown and not any(same(word, frozenset({version})) for word in said)
    }
    there = "".join(text_at(place) for place in entry.places)
    code = re.findall(r"`([^`]+)`", entry.text)

    assert unfounded == set()
    assert [one for one in code if one not in there] == []
    assert entry.text.startswith("**")
    assert sorted(entry.since, key=numbers) == NAMED.findall(entry.text.split("**")[1])


@pytest.mark.parametrize("words", list(exempt()))
def test_a_line_that_tells_of_no_difference_is_still_there(words: str) -> None:
    """An exemption that fits nothing would excuse the next sentence that does."""
    assert any(words in one.text for chapter in CHAPTERS for one in mentions(chapter))


def test_the_entries_stand_in_the_order_of_their_versions() -> None:
    """Whoever reads without the chooser finds a version at its place."""
    firsts = [min(map(numbers, one.since)) for one in entries()]

    assert firsts == sorted(firsts)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([">=3.14", "<3.14"], {"3.14"}),
        ([">=3.14.1", "<3.13.8"], {"3.13.8", "3.14.1"}),
        ([">=3.14"], {"3.14"}),
        ([">=3.12,<3.14", "<3.12", ">=3.14"], {"3.12", "3.14"}),
        ([], set()),
    ],
)
def test_gates_change_at_versions(texts: list[str], expected: set[str]) -> None:
    """What a gate says of releases is a change at a release."""
    assert expected == changes(map(Gate, texts))


def numbers(version: str) -> list[int]:
    """A version as one that compares."""
    return [int(part) for part in version.split(".")]
