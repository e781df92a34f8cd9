"""Which option is right is what an interpreter says, on each of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.gates import Gate
from reloaded.mutation.break_questions import QuestionMutant, findings, judge_questions, mutants_of
from reloaded.quiz.bank import Bank
from reloaded.quiz.blanks import opened
from reloaded.quiz.model import KINDS, LEVELS, Question
from reloaded.quiz.reading import OPTIONAL, REQUIRED, parse_questions
from reloaded.quiz.right_answers import Finding, answer, disagreement
from reloaded.session.run_session import prove
from tests.support.banks import GOOD, PAGE, book_with
from tests.support.sessions import unremembered

NOWHERE = Path("no-snippets")


def questions(text: str = GOOD) -> dict[str, Question]:
    """The questions of a bank by their ids."""
    return {one.id: one for one in parse_questions(text, NOWHERE, "quizzes/reload.yaml")}


def rights(question: Question, interpreter: Interpreter) -> list[bool]:
    """Which options are right, where nothing is wrong with the question."""
    found = findings(question, unremembered(interpreter))
    assert [one.trouble for one in found] == [""] * len(found)
    return [one.right for one in found]


def trouble(found: list[Finding]) -> str:
    """What is wrong, by the first option that tells."""
    return next((one.trouble for one in found if one.trouble), "")


def test_the_interpreter_decides_on_each_python(each: Interpreter) -> None:
    """Outputs, pieces of code and statements are judged by what they print."""
    good = questions()

    assert rights(good["deleted-function"], each) == [True, False, False]
    assert rights(good["the-call"], each) == [True, False]
    assert rights(good["same-object"], each) == [True, False, False]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("('hi', 1)\"", "('hi', 2)\"", "no option is right: CPython"),
        ("why: The old", "why: |\n        If you think so: the old", "who is wrong, but CPython"),
        ("- reload\n", "- import_module\n", "import_module"),
        ("text: Reload", "text: reload.__call__", "prints the same with this in place of ???"),
        ("is old\n        True", "is old\n        False", "line 78:"),
        ("NAME is greet.NAME\n        False", "NAME is not greet.NAME\n        True", "2 options"),
    ],
)
def test_a_wrong_bank_is_told_so(old: str, new: str, said: str, interpreter: Interpreter) -> None:
    """An option that is not what its author thinks is red, with what was printed."""
    text = GOOD.replace(old, new, 1)
    assert text != GOOD

    assert any(
        said in trouble(findings(one, unremembered(interpreter)))
        for one in questions(text).values()
    )


def test_a_question_without_a_true_statement_is_wrong(interpreter: Interpreter) -> None:
    """Of statements, at least one is true."""
    text = GOOD.replace(
        "reload(greet) is old\n        True", "reload(greet) is None\n        False"
    )

    assert "no option is right" in trouble(
        findings(questions(text)["same-object"], unremembered(interpreter))
    )


def test_the_right_output_may_stand_anywhere(each: Interpreter) -> None:
    """What was printed tells it, and no place does."""
    question = questions()["deleted-function"]
    turned = replace(question, options=question.options[::-1])

    assert rights(turned, each) == [False, False, True]


def test_interpreters_that_disagree_are_an_error(interpreter: Interpreter) -> None:
    """Unless the question is limited to some; both answers may be options with good reasons."""
    question = questions()["deleted-function"]
    proof = prove(opened(question.session), interpreter)
    *before, last = proof.outcomes
    other = replace(
        proof,
        interpreter="PyPy 3.11",
        language="3.11.0",
        outcomes=(*before, replace(last, printed="AttributeError: 'NEW'\n")),
    )
    said = disagreement(question, [proof, other])

    assert disagreement(question, [proof, proof]) == ""
    assert f"{interpreter.name} printed:\n('hi', 1)" in said
    assert "PyPy 3.11 printed:\nAttributeError: 'NEW'" in said
    assert disagreement(replace(question, gate=Gate(">=3.12")), [other, other]) == ""


@pytest.mark.parametrize(
    ("printed", "asks", "wanted"),
    [
        ("hello\n", "output", "hello"),
        ("a\n\nb\n", "output", "a\n\nb"),
        ("", "output", ""),
        (
            (
                "before\nTraceback (most recent call last):\n"
                '  File "<stdin>", line 1, in <module>\n'
                "KeyError: 'a'\n"
            ),
            "output",
            "before\nKeyError: 'a'",
        ),
        (
            '  File "/demo/bar.py", line 2\n    x =\n       ^\nSyntaxError: invalid syntax\n',
            "output",
            "SyntaxError: invalid syntax",
        ),
        (
            (
                'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n'
                '  File "/demo/shop/cart.py", line 3, in total\n    price\nNameError: price\n'
            ),
            "line",
            "shop/cart.py, line 3",
        ),
        ("hello\n", "line", ""),
    ],
)
def test_of_a_traceback_the_exception_is_the_answer(printed: str, asks: str, wanted: str) -> None:
    """Readers answer with the last lines of a traceback, or with the place that raised."""
    assert wanted == answer(printed, asks)


def test_every_breakage_of_the_good_bank_is_noticed(interpreter: Interpreter) -> None:
    """Options, answers, proofs and steps: nothing can be broken without a trouble."""
    work = [(one, mutants_of(one, interpreter)) for one in questions().values()]
    verdicts = [one for of in judge_questions(work, unremembered(interpreter), 2) for one in of]

    assert {one.mutant.kind for one in verdicts} == {
        "outputs altered",
        "two outputs made equal",
        "answer misspelt",
        "miss made true",
        "verdict turned",
        "proofs swapped",
        "step dropped",
    }
    assert [one.mutant.key for one in verdicts if not one.killed] == []


def test_a_breakage_that_prints_another_option_is_noticed(interpreter: Interpreter) -> None:
    """Without the reload, the bank is as good as before, but the third output is the right one."""
    question = questions()["deleted-function"]
    (mutant,) = (
        one
        for one in mutants_of(question, interpreter)
        if isinstance(one, QuestionMutant) and one.key == "step dropped: reload(greet)"
    )
    assert mutant.question
    assert rights(mutant.question, interpreter) == [False, False, True]
    (verdicts,) = judge_questions([(question, [mutant])], unremembered(interpreter), 1)

    assert [one.killed for one in verdicts] == [True]


def test_a_step_that_does_not_matter_is_a_survivor(interpreter: Interpreter) -> None:
    """A prompt holds nothing that its answer does not depend on."""
    text = GOOD.replace(">>> greet.hello(), greet.NEW", '>>> 1\n    1\n    >>> "hi", 1', 1)
    question = questions(text)["deleted-function"]
    (verdicts,) = judge_questions(
        [(question, mutants_of(question, interpreter))], unremembered(interpreter), 2
    )

    assert "step dropped: reload(greet)" in [one.mutant.key for one in verdicts if not one.killed]


def test_an_edited_question_starts_anew_and_no_other_does() -> None:
    """What a device keeps belongs to a wording; a question above moves nothing."""
    before = questions()
    after = questions(GOOD.replace("You delete a function", "Somebody deletes a function"))
    moved = questions("# a comment\n\n" + GOOD)

    assert before["deleted-function"].digest != after["deleted-function"].digest
    assert before["the-call"].digest == after["the-call"].digest
    assert [one.digest for one in before.values()] == [one.digest for one in moved.values()]


def test_an_order_is_no_hint_and_stays_the_same() -> None:
    """Pages shuffle options by their texts, so that the author's order shows nowhere."""
    question = questions()["deleted-function"]
    turned = replace(question, options=question.options[::-1])

    assert question.shuffled == turned.shuffled


def test_a_question_about_a_detail_of_cpython_is_asked_of_cpython(tmp_path: Path) -> None:
    """As its claim is proved there alone."""
    page = PAGE.replace("{ #deleted", "{ .cpython #deleted")
    first, *_ = Bank(book_with(tmp_path, GOOD, page)).questions

    assert first.speaks_of("3.13")
    assert not first.speaks_of("3.11", "PyPy")


def test_each_option_is_a_node(pytester: pytest.Pytester) -> None:
    """`pytest quizzes` judges each option, and names a wrong one by file and line."""
    book_with(pytester.path, GOOD.replace("('hi', 1)", "('hi', 2)", 1))
    pytester.makepyprojecttoml("[tool.pytest]\n")
    result = pytester.runpytest("-p", "reloaded.testing.plugin", "-v", "quizzes")

    assert result.parseoutcomes() == {"failed": 3, "passed": 5}
    result.stdout.fnmatch_lines(["*quizzes/reload.yaml:30: the bank and CPython * disagree*"])


def test_a_malformed_bank_is_a_collection_error_of_one_line(pytester: pytest.Pytester) -> None:
    """Nothing of it is run."""
    book_with(pytester.path, GOOD.replace("kind: type", "kind: typed"))
    pytester.makepyprojecttoml("[tool.pytest]\n")
    result = pytester.runpytest("-p", "reloaded.testing.plugin", "quizzes")

    assert result.parseoutcomes() == {"errors": 1}
    result.stdout.fnmatch_lines(["quizzes/reload.yaml:38: typed is none of predict,*"])


def test_the_schema_for_editors_knows_what_the_reader_knows() -> None:
    """`quizzes/schema.json` has the same keys and words."""
    schema = json.loads((Book().quizzes / "schema.json").read_text(encoding="utf-8"))["items"]

    assert set(schema["properties"]) == {*REQUIRED, *OPTIONAL}
    assert schema["required"] == list(REQUIRED)
    assert schema["properties"]["kind"]["enum"] == list(KINDS)
    assert schema["properties"]["level"]["enum"] == list(LEVELS)


def test_the_bank_is_large_and_varied() -> None:
    """At least 100 questions, 4 a chapter, all kinds and levels, a third of them faults."""
    bank = Bank(Book())
    chapters = [
        chapter
        for chapter in bank.book.chapters()
        if chapter.sessions and not chapter.path.endswith("index.md")
    ]
    few = {one.path: len(bank.about(one.path)) for one in chapters if len(bank.about(one.path)) < 4}
    levels = [question.level for question in bank.questions]

    assert few == {}
    assert len(bank.questions) >= 100
    assert {question.kind for question in bank.questions} == set(KINDS)
    assert set(levels) == set(LEVELS)
    assert levels.count("diagnose") >= len(levels) / 3


def test_a_typed_question_can_be_chosen_as_well() -> None:
    """Where nothing can be run, its misses are what stands beside the right answer."""
    misses = {
        one.id: sum(option.accepted is False for option in one.options)
        for one in Bank(Book()).questions
        if one.kind == "type"
    }

    assert [name for name, number in misses.items() if number < 2] == []


def test_the_files_of_the_bank_tell_editors_of_the_schema() -> None:
    """The first line of each."""
    line = re.compile(r"# yaml-language-server: \$schema=schema\.json\n")
    for file in Bank(Book()).files():
        assert line.match(file.read_text(encoding="utf-8")), file.name
