"""The quiz in a terminal: questions, a hint, a verdict, and an end at any time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reloaded.interpreters.environments import Interpreter
from reloaded.quiz.bank import Bank
from reloaded.quiz.exported_questions import Choice, ExportedQuestion, cards
from reloaded.quiz.reading import parse_questions
from reloaded.quiz.terminal import LETTERS, Run, Shuffle, ask_all
from reloaded.quiz.try_answer import TriedAnswer, try_out
from tests.support.banks import GOOD, book_with


@pytest.fixture
def asked(tmp_path: Path) -> list[ExportedQuestion]:
    """The cards of the good bank."""
    return cards(Bank(book_with(tmp_path, GOOD)))


def as_they_are(_choices: list[Choice]) -> None:
    """Leave the choices in their order."""


def never(name: str, text: str) -> TriedAnswer:
    """Run nothing."""
    pytest.fail(f"{name} was run with {text}")


def take(
    asked: list[ExportedQuestion],
    *lines: str,
    run: Run | None = None,
    shuffle: Shuffle = as_they_are,
) -> tuple[tuple[float, int], str]:
    """Answer with these lines, and then end the input; returns the result and what was said."""
    said: list[str] = []
    given: Iterator[str] = iter(lines)

    def answer(prompt: str) -> str:
        said.append(prompt)
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    return ask_all(asked, answer, said.append, run or never, shuffle), "\n".join(said)


@pytest.fixture
def run(interpreter: Interpreter) -> Run:
    """Runs what is typed."""
    questions = {one.id: one for one in parse_questions(GOOD, Path(), "quizzes/reload.yaml")}
    return lambda name, text: try_out(questions[name], text, interpreter)


def letter(card: ExportedQuestion, *, right: bool) -> str:
    """The letter of the first option that is right, or wrong."""
    return next(
        name for name, one in zip(LETTERS, card.choices, strict=False) if one.right is right
    )


def test_right_answers_give_all_points(asked: list[ExportedQuestion]) -> None:
    """A letter in any case, and a listed text to the letter, with spaces around it or without."""
    right = letter(asked[0], right=True).lower()
    result, said = take(asked, right, " reload ", letter(asked[2], right=True))

    assert result == (3.0, 3)
    assert said.count("Right.") == 3
    assert "A deleted name survives" in said


def test_a_wrong_answer_gets_the_reasons(asked: list[ExportedQuestion]) -> None:
    """Each option, right or wrong, and why."""
    result, said = take(asked, letter(asked[0], right=False), "Reload", "q")

    assert result == (0.0, 2)
    assert "wrong: A reload deletes nothing." in said
    assert "wrong: Names are case-sensitive." in said


def test_a_hint_and_a_slip_cost_nothing(asked: list[ExportedQuestion]) -> None:
    """What cannot be read is asked again."""
    result, said = take(asked[:1], "h", "x", "", "A B", letter(asked[0], right=True))

    assert result == (1.0, 1)
    assert "Ask whose namespace the new code runs in." in said
    assert said.count("Answer with one letter of A, B, C.") == 3


def test_the_end_of_the_input_ends_the_quiz(asked: list[ExportedQuestion]) -> None:
    """As `q` does, with what was answered so far."""
    assert take(asked)[0] == (0.0, 0)
    assert take(asked, "q")[0] == (0.0, 0)
    assert take(asked, letter(asked[0], right=True), "q")[0] == (1.0, 1)


def test_code_that_is_not_in_the_list_is_run_and_may_be_right(
    asked: list[ExportedQuestion], run: Run
) -> None:
    """What makes the session come true is right, whoever thought of it."""
    result, said = take(asked[1:2], "reload.__call__", "yes", "Y", run=run)

    assert (1.0, 1) == result
    assert said.count("That isn't in my list.") == 2
    assert "prints what the session shows." in said
    assert "Right." in said


def test_code_that_is_run_and_prints_something_else_is_wrong(
    asked: list[ExportedQuestion], run: Run
) -> None:
    """And the line that differs is shown, with what was printed."""
    result, said = take(asked[1:2], "import_module", "y", run=run)

    assert (0.0, 1) == result
    assert "    >>> importlib.import_module(greet)\n    Traceback" in said
    assert "Wrong." in said
    assert "reload  right: It takes the module object." in said


@pytest.mark.parametrize("python", ["running", "another"])
def test_code_that_is_not_run_does_not_count(python: str, asked: list[ExportedQuestion]) -> None:
    """Neither the points nor of how many: what was never run is never called wrong."""
    if python == "running":
        result, said = take([asked[1], asked[0]], "reload.__call__", "n", "q")
    else:
        result, said = take(asked[1:2], "reload.__call__", "y", run=lambda _name, _text: None)

    assert (0.0, 0) == result
    assert "Not counted." in said
    assert "Wrong." not in said
    assert "reload  right: It takes the module object." in said


def test_the_quiz_can_end_where_code_would_be_run(asked: list[ExportedQuestion]) -> None:
    """By `q`, or by the end of the input; an empty line is asked again."""
    assert take(asked[1:2], "", "x", "q")[0] == (0.0, 0)
    assert take(asked[1:2], "", "x")[0] == (0.0, 0)


def test_an_output_that_was_not_printed_is_wrong_at_once(asked: list[ExportedQuestion]) -> None:
    """The session has been run, and what it printed is in the list."""
    choices = tuple(replace(one, text=str(number)) for number, one in enumerate(asked[1].choices))
    card = replace(asked[1], code=False, choices=choices)
    right = next(one.text for one in choices if one.right)

    assert take([card], "seven")[0] == (0.0, 1)
    assert take([card], f" {right} ")[0] == (1.0, 1)


def test_the_options_are_shuffled_at_each_showing(asked: list[ExportedQuestion]) -> None:
    """So that nobody learns places; letters mean what is shown, and the card stays as it was."""
    before = asked[0].choices
    shuffle = random.Random(3).shuffle
    _, said = take([asked[0]] * 6, *["A"] * 6, shuffle=shuffle)
    verdicts = re.findall(r"^A  (right|wrong): ", said, re.MULTILINE)
    firsts = [line for line in said.splitlines() if line.startswith("A      ")]

    assert before == asked[0].choices
    assert len(set(firsts)) > 1
    assert {"right", "wrong"} == set(verdicts)


def test_the_reasons_begin_with_what_was_chosen_and_end_with_where_to_read(
    asked: list[ExportedQuestion],
) -> None:
    """Then comes what is right, then the rest."""
    wrong = LETTERS[[one.right for one in asked[0].choices].index(False, 1)]
    right = letter(asked[0], right=True)
    _, said = take(asked[:1], wrong)
    *lines, claim, address = said.rpartition("Wrong.\n")[2].splitlines()[:5]

    assert [f"{wrong}  wrong", f"{right}  right"] == [line[:8] for line in lines[:2]]
    assert claim == "Read: A deleted name survives reload"
    assert address == "      docs/keeps.md#deleted-names-survive"


def test_a_file_that_is_saved_again_is_called_so(asked: list[ExportedQuestion]) -> None:
    """Two files of one name, without a word, look like two files."""
    _, said = take(asked[:1])

    assert said.count("greet.py\n") == 1
    assert said.count("greet.py, now saved as\n") == 1


def test_a_prompt_that_asks_is_not_asked_again(tmp_path: Path) -> None:
    """Only that several may be true has to be said."""
    before = "A colleague keeps the greeting under a name of his own."
    bank = GOOD.replace(before, f"{before}\n    What is true?", 1)
    several = bank.replace("kind: choose", "kind: select")

    assert "Which one is true?" in take(asked_of(tmp_path, GOOD)[2:])[1]
    assert "Which one is true?" not in take(asked_of(tmp_path, bank)[2:])[1]
    silent = several.replace("true?\n", "true.\n")
    assert "Which are true? Choose" in take(asked_of(tmp_path, silent)[2:])[1]
    said = take(asked_of(tmp_path, several)[2:])[1]
    assert "Which are true?" not in said
    assert "Choose all that are true." in said


def asked_of(folder: Path, bank: str) -> list[ExportedQuestion]:
    """The cards of a bank."""
    return cards(Bank(book_with(folder, bank)))
