"""Other programs read the exports: Anki, a GIFT parser, a QTI player in a browser."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from reloaded.book import ROOT, Book
from reloaded.exports import gift, moodle, qti
from reloaded.exports.file_names import NAMES, Edition
from reloaded.exports.write import NEVER, write_all
from reloaded.quiz.bank import Bank
from reloaded.quiz.exported_questions import ExportedQuestion, cards
from tests.support.banks import GOOD, HOSTILE, book_with
from tests.support.built_site import serve
from tests.support.needs import missing, needs

if TYPE_CHECKING:  # most of these tests need neither
    from anki.collection import Collection
    from playwright.sync_api import Browser

EDITION = Edition("Tea for two", NEVER)

NODE = ROOT / ".ci/node/node_modules"

PARSE_GIFT = """
const parser = require("gift-pegjs");
const text = require("fs").readFileSync(0, "utf8");
process.stdout.write(JSON.stringify(parser.parse(text)));
"""

SHOW_ITEM = """
async (name) => {
  await import("/index.js");
  const text = await (await fetch(`/items/${name}.xml`)).text();
  const kebab = (word) => word.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
  const html = new Set(["div", "p", "pre", "code", "span", "strong", "em", "ul", "ol", "li"]);
  const convert = (node) => {
    if (node.nodeType !== 1) return node.cloneNode();
    const own = html.has(node.localName);
    const name = own ? node.localName : "qti-" + kebab(node.localName);
    const made = document.createElementNS("http://www.w3.org/1999/xhtml", name);
    for (const { name, value } of node.attributes)
      if (!/^xmlns|:/.test(name)) made.setAttribute(own ? name : kebab(name), value);
    made.append(...[...node.childNodes].map(convert));
    return made;
  };
  const item = convert(new DOMParser().parseFromString(text, "text/xml").documentElement);
  document.body.replaceChildren(item);
  await new Promise((resolve) => setTimeout(resolve, 300));
}
"""
"""Makes the player's elements, which have the names of QTI 3, from those of QTI 2.1."""

RESULT = """
async () => {
  const item = document.querySelector("qti-assessment-item");
  item.processResponse();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const shown = [...document.querySelectorAll("qti-modal-feedback")]
    .filter((one) => one.shadowRoot.querySelector("dialog").open);
  return {
    score: Number(item.variables.find((one) => one.identifier === "SCORE").value),
    said: shown.map((one) => one.textContent.trim()),
  };
}
"""


def bank_of(folder: Path, text: str = GOOD) -> list[ExportedQuestion]:
    """The cards of a small bank."""
    folder.mkdir(exist_ok=True)
    return cards(Bank(book_with(folder, text)))


@pytest.fixture
def small(tmp_path: Path) -> list[ExportedQuestion]:
    """The good bank's cards."""
    return bank_of(tmp_path)


@pytest.fixture
def hostile(tmp_path: Path) -> list[ExportedQuestion]:
    """A bank with whatever could break a format."""
    return bank_of(tmp_path, GOOD + HOSTILE.replace("LONG", "x" * 10_000))


def test_two_exports_of_one_bank_are_the_same_bytes(
    small: list[ExportedQuestion], tmp_path: Path
) -> None:
    """Whenever they are made."""
    needs("genanki")
    first = [file.read_bytes() for file in write_all(small, tmp_path / "first", EDITION)]
    time.sleep(2.1)  # zip files keep times to two seconds
    second = [file.read_bytes() for file in write_all(small, tmp_path / "second", EDITION)]

    assert len(first) == len(NAMES)
    assert first == second


def import_deck(collection: Collection, file: Path) -> None:
    """Import a deck as Anki's own import window does."""
    from anki.collection import (  # noqa: PLC0415 - most tests need no Anki
        ImportAnkiPackageOptions,
        ImportAnkiPackageRequest,
    )

    collection.import_anki_package(
        ImportAnkiPackageRequest(
            package_path=str(file), options=ImportAnkiPackageOptions(with_scheduling=False)
        )
    )


def test_anki_updates_an_edited_deck_and_keeps_its_history(
    small: list[ExportedQuestion], tmp_path: Path
) -> None:
    """The notes are found again by their ids; a review that was done still counts."""
    with needs("genanki", "anki"):
        from anki.collection import Collection  # noqa: PLC0415 - most tests need no Anki

    (first,) = write_all(small, tmp_path / "first", EDITION, ["anki"])
    collection = Collection(str(tmp_path / "collection.anki2"))
    import_deck(collection, first)
    assert collection.note_count() == 3
    (note,) = collection.find_notes("Id:deleted-function")
    assert "def hello():" in collection.get_note(note)["Question"]
    card = collection.get_note(note).cards()[0]
    card.start_timer()
    collection.decks.select(card.did)
    collection.sched.answerCard(card, 3)
    assert collection.get_note(note).cards()[0].reps == 1

    text = GOOD.replace("You delete a function", "Somebody deletes a function")
    (second,) = write_all(
        bank_of(tmp_path / "edited", text),
        tmp_path / "second",
        replace(EDITION, seconds=NEVER + 60),
        ["anki"],
    )
    with zipfile.ZipFile(second) as packed:
        assert packed.testzip() is None
    import_deck(collection, second)

    assert collection.note_count() == 3
    edited = collection.get_note(note)
    assert "Somebody deletes" in edited["Question"]
    assert edited.cards()[0].reps == 1
    collection.close()


def test_readers_of_this_book_find_what_they_have_by_its_name() -> None:
    """Anki's notes, files and the answers that a browser has kept; another title loses them."""
    assert "modules-reloaded" == Edition(Book().title, NEVER).slug


def parsed_gift(data: bytes) -> list[dict[str, object]]:
    """What gift-pegjs reads in a file."""
    missing(NODE / "gift-pegjs", "npm ci --ignore-scripts --prefix .ci/node")
    node = missing(shutil.which("node"), "install node")
    done = subprocess.run(
        [str(node), "-e", PARSE_GIFT], cwd=NODE.parent, input=data, capture_output=True, check=True
    )
    found: list[dict[str, object]] = json.loads(done.stdout)
    return [one for one in found if one["type"] != "Category"]


def test_a_gift_parser_reads_every_question(hostile: list[ExportedQuestion]) -> None:
    """Titles, kinds, right answers and code survive."""
    found = {str(one["title"]): one for one in parsed_gift(gift.write(hostile, EDITION))}

    assert set(found) == {card.id for card in hostile}
    for card in hostile:
        one = found[card.id]
        assert one["type"] == "MC"
        stem = str(one["stem"]["text"])  # type: ignore[index]
        assert card.whole_prompt.strip().split() == stem.split()
        choices = one["choices"]
        assert isinstance(choices, list)
        texts = [choice["text"]["text"] for choice in choices]
        assert [" ".join(text.split()) for text in texts] == [
            " ".join(one.html.split()) for one in card.offered
        ]


def test_moodle_xml_holds_each_question_once(hostile: list[ExportedQuestion]) -> None:
    """With its id, its fractions, its reasons, and nothing that XML would swallow."""
    root = ET.fromstring(moodle.write(hostile, EDITION))
    found = {one.findtext("idnumber"): one for one in root if one.get("type") != "category"}

    assert set(found) == {card.id for card in hostile}
    for card in hostile:
        one = found[card.id]
        assert one.findtext("questiontext/text") == card.whole_prompt
        answers = one.findall("answer")
        rights = [float(answer.get("fraction", 0)) > 0 for answer in answers]
        assert rights == [choice.right for choice in card.offered]
        assert [answer.findtext("feedback/text") for answer in answers] == [
            choice.why for choice in card.offered
        ]
        assert sum(max(0.0, float(one.get("fraction", 0))) for one in answers) == pytest.approx(100)


def test_another_parser_reads_the_moodle_xml(hostile: list[ExportedQuestion]) -> None:
    """What can be chosen, the fractions and the reasons are the same to it."""
    with needs("moodle-xml-parser"):
        from moodle_xml_parser.parser import parse_bytes  # noqa: PLC0415 - the others need none

    found = parse_bytes(moodle.write(hostile, EDITION))["multichoice"]
    chosen = {card.id: card for card in hostile}

    assert {one.name for one in found} == set(chosen)
    for one in found:
        card = chosen[one.name]
        # It resolves the entities of the HTML as well.
        assert one.text_pre_parse.split() == unescape(card.whole_prompt).split()
        assert [option.answer.split() for option in one.options] == [
            unescape(choice.html).split() for choice in card.offered
        ]
        assert [option.score_fraction > 0 for option in one.options] == [
            choice.right for choice in card.offered
        ]


@pytest.fixture
def player(hostile: list[ExportedQuestion], tmp_path: Path, browser: Browser) -> object:
    """A page with a QTI player, which shows an item by its name."""
    cdn = missing(
        NODE / "@citolab/qti-components/cdn/index.js", "npm ci --ignore-scripts --prefix .ci/node"
    )
    folder = tmp_path / "player"
    folder.mkdir()
    shutil.copy(str(cdn), folder)
    (folder / "index.html").write_text("<!doctype html><title>Player</title>")
    with zipfile.ZipFile(io.BytesIO(qti.write(hostile, EDITION))) as packed:
        packed.extractall(folder)
    served = serve(folder)
    page = browser.new_page()
    page.goto(next(served))
    yield page
    page.close()
    next(served, None)


def test_a_qti_player_scores_each_choice_and_says_why(
    player: object, hostile: list[ExportedQuestion]
) -> None:
    """Every option of every question is clicked."""
    for card in hostile:
        for choice in card.offered:
            player.evaluate(SHOW_ITEM, card.id)  # type: ignore[attr-defined]
            player.locator(f"qti-simple-choice[identifier=C{choice.key}]").click()  # type: ignore[attr-defined]
            result = player.evaluate(RESULT)  # type: ignore[attr-defined]
            assert result["score"] == float(choice.right), (card.id, choice.text)
            (said,) = result["said"]
            assert said.startswith("Right." if choice.right else "Wrong."), (card.id, choice.text)


def test_what_is_typed_on_the_site_is_chosen_where_nothing_can_be_run(tmp_path: Path) -> None:
    """Among its first accepted answer and its misses: a list would call right answers wrong."""
    more = GOOD.replace("- reload\n", "- reload\n    - __dict__['reload']\n")
    card = next(card for card in bank_of(tmp_path, more) if card.kind == "type")

    assert len(card.choices) == 3
    assert {("reload", True), ("Reload", False)} == {(one.text, one.right) for one in card.offered}
    assert [one.html.count("<pre") for one in card.offered] == [1, 1]
    assert "__dict__" not in gift.write([card], EDITION).decode()


def test_a_card_says_that_more_answers_are_right(small: list[ExportedQuestion]) -> None:
    """On its back, where any code that prints the same would do."""
    with needs("genanki"):
        from reloaded.exports import anki  # noqa: PLC0415 - the other formats need no genanki

    assert ["type"] == [card.kind for card in small if "run it" in anki.back(card)]


@pytest.mark.parametrize(("rights", "shares"), [(1, "100"), (2, "50"), (3, "33.33333")])
def test_a_wrong_choice_takes_away_what_a_right_one_gives(
    rights: int, shares: str, small: list[ExportedQuestion]
) -> None:
    """Written with the digits that Moodle's pattern takes: none behind a hundred."""
    choice = small[0].choices[0]
    card = replace(
        small[0],
        kind="select",
        choices=tuple(replace(choice, key=str(at), right=at < rights) for at in range(5)),
    )
    found = re.findall(r"~%([^%]+)%", gift.write([card], EDITION).decode())

    assert [shares] * rights + [f"-{shares}"] * (5 - rights) == found


def test_programs_that_can_shuffle_are_told_to(small: list[ExportedQuestion]) -> None:
    """Of every question, so that a place tells nothing (in GIFT there is no word for it)."""
    quiz = ET.fromstring(moodle.write(small, EDITION))
    asked = [one for one in quiz if one.get("type") != "category"]
    interactions = [one.find(".//choiceInteraction") for one in map(qti.item, small)]

    assert ["true"] * 3 == [one.findtext("shuffleanswers") for one in asked]
    assert ["true"] * 3 == [one.get("shuffle") for one in interactions if one is not None]


def test_every_item_of_a_package_is_in_its_manifest(small: list[ExportedQuestion]) -> None:
    """And nothing else."""
    with zipfile.ZipFile(io.BytesIO(qti.write(small, EDITION))) as packed:
        listed = [
            one.get("href")
            for one in ET.fromstring(packed.read("imsmanifest.xml")).iter()
            if one.tag.endswith("}resource")
        ]
        assert [*listed, "imsmanifest.xml"] == sorted(packed.namelist(), key=listed_last)


def listed_last(name: str) -> tuple[bool, str]:
    """Sort the manifest behind what it lists."""
    return name == "imsmanifest.xml", ""


def test_a_question_that_no_python_here_answers_is_left_out(tmp_path: Path) -> None:
    """And named, with the command that would run it; the others are written."""
    gate = ">=3.12" if sys.version_info < (3, 12) else "<3.12"
    text = GOOD.replace("  kind: predict\n", f'  kind: predict\n  py: "{gate}"\n', 1)
    said: list[str] = []

    asked = cards(Bank(book_with(tmp_path, text)), say=said.append)

    assert "deleted-function" not in {card.id for card in asked}
    assert len(asked) + 1 == len(bank_of(tmp_path / "whole"))
    want = "left out, for want of a Python that answers: deleted-function; run pytest quizzes"
    assert [f"{want} --python all"] == said


def test_the_whole_bank_can_be_exported(tmp_path: Path) -> None:
    """In every format."""
    needs("genanki")
    whole = cards(Bank(Book()))

    assert len(write_all(whole, tmp_path, EDITION)) == len(NAMES)
    assert len(parsed_gift(gift.write(whole, EDITION))) == len(whole)
