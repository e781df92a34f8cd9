"""Moodle's published rules, each with a small file of its own."""

from __future__ import annotations

import pytest

from tests.support.evaluators import moodle_xml
from tests.support.evaluators.asked import Chosen, RefusedError, Typed
from tests.support.evaluators.asking import marks, only

XML = '<quiz><question type="{kind}"><name><text>q</text></name>{rest}</question></quiz>'


def moodle_choice(*fractions: str, single: str = "false") -> Chosen:
    """A question of Moodle XML with answers of these fractions, which are a, b, c and so on."""
    answers = "".join(
        f'<answer fraction="{fraction}"><text>{letter}</text></answer>'
        for letter, fraction in zip("abcdefgh", fractions, strict=False)
    )
    rest = f"<single>{single}</single>{answers}"
    asked = only(moodle_xml.read(XML.format(kind="multichoice", rest=rest).encode()))
    assert isinstance(asked, Chosen)
    return asked


def moodle_typed(*answers: tuple[str, str], usecase: str = "<usecase>1</usecase>") -> Typed:
    """A question of Moodle XML with a field, and answers with their fractions."""
    rest = usecase + "".join(
        f'<answer fraction="{fraction}"><text>{text}</text></answer>' for text, fraction in answers
    )
    asked = only(moodle_xml.read(XML.format(kind="shortanswer", rest=rest).encode()))
    assert isinstance(asked, Typed)
    return asked


def test_boxes_of_moodle_add_up_between_nothing_and_everything() -> None:
    """A sum below 0 is 0, and a sum above 1 is 1."""
    asked = moodle_choice("33.33333", "33.33333", "33.33333", "-100", "0")

    assert asked.several
    assert marks(asked, "", "a", "ab", "abc", "abce", "abcd", "d") == [
        0.0,
        0.33333,
        0.66667,
        1.0,
        1.0,
        0.0,
        0.0,
    ]


def test_six_rounded_sixths_of_moodle_are_not_more_than_everything() -> None:
    """The fractions that it lists have seven digits."""
    asked = moodle_choice(*["16.66667"] * 6)

    assert asked.mark(frozenset(range(6))) == 1.0


def test_a_button_of_moodle_gives_its_own_fraction() -> None:
    """One answer only, and a negative fraction stays negative."""
    asked = moodle_choice("100", "-50", "0", single="true")

    assert not asked.several
    assert [1.0, -0.5, 0.0] == marks(asked, "a", "b", "c")
    with pytest.raises(RefusedError, match="one answer only"):
        asked.mark(frozenset({0, 1}))


@pytest.mark.parametrize(
    ("written", "several"),
    [("true", False), ("false", True), ("0", True), ("", True), ("1", False), (" false ", True)],
)
def test_moodle_reads_single_as_its_importer_does(written: str, *, several: bool) -> None:
    """Empty, 0 and false are no."""
    assert several is moodle_choice("100", "0", single=written).several


def test_a_question_of_moodle_that_does_not_say_single_has_buttons() -> None:
    """It is the importer's default."""
    rest = '<answer fraction="100"><text>a</text></answer><answer><text>b</text></answer>'
    asked = only(moodle_xml.read(XML.format(kind="multichoice", rest=rest).encode()))

    assert isinstance(asked, Chosen)
    assert not asked.several
    assert [1.0, 0.0] == marks(asked, "a", "b")


@pytest.mark.parametrize(
    ("fractions", "single", "fault"),
    [
        (("100", "-37"), "false", "none of the grades"),
        (("28.57143", "71.42857"), "false", "none of the grades"),
        (("33.33", "33.33", "33.34"), "false", "none of the grades"),
        (("50", "25"), "false", "add up to 75 %"),
        (("100", "100"), "false", "add up to 200 %"),
        (("50", "50"), "true", "no answer gives 100 %"),
        (("100",), "true", "fewer than two"),
    ],
)
def test_moodle_turns_down_grades_that_it_does_not_list(
    fractions: tuple[str, ...], single: str, fault: str
) -> None:
    """So it does with grades that never reach everything."""
    with pytest.raises(RefusedError, match=fault):
        moodle_choice(*fractions, single=single)


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20])
def test_moodle_lists_one_part_of_these_numbers(parts: int) -> None:
    """Five digits behind the point are enough for it."""
    asked = moodle_choice("100", f"{-100 / parts:.5f}")

    assert [round(1 - 1 / parts, 5)] == marks(asked, "ab")


def test_the_first_answer_of_moodle_that_matches_decides() -> None:
    """So a miss in front of a pattern is a miss, and one behind it is none."""
    asked = moodle_typed(("reset", "0"), ("re*", "100"), ("reload", "0"))

    assert [0.0, 1.0, 1.0, 0.0] == [
        asked.mark(text) for text in ("reset", "reload", "re", "unreload")
    ]


@pytest.mark.parametrize(
    ("usecase", "mark"), [("<usecase>1</usecase>", 0.0), ("<usecase>0</usecase>", 1.0), ("", 1.0)]
)
def test_case_counts_in_moodle_only_where_the_file_says_so(usecase: str, mark: float) -> None:
    """Without `usecase`, it does not."""
    asked = moodle_typed(("Reload", "100"), usecase=usecase)

    assert asked.mark("Reload") == 1.0
    assert asked.mark("reload") == mark


@pytest.mark.parametrize(
    ("pattern", "accepted", "rejected"),
    [
        ("*", ["anything", "a b"], ["", "  ", "two\nlines"]),
        ("a*c", ["ac", "abc", "a c"], ["abcd", "xabc"]),
        (r"2 \* 3", ["2 * 3", " 2 * 3 "], ["2 x 3", r"2 \* 3"]),
        ("vars()", ["vars()"], ["vars", "vars(x)"]),
        ("[a-z].", ["[a-z]."], ["b."]),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}", ["cafe\N{COMBINING ACUTE ACCENT}"], ["cafe"]),
    ],
)
def test_a_star_in_moodle_stands_for_anything(
    pattern: str, accepted: list[str], rejected: list[str]
) -> None:
    """Unless a backslash stands before it; every other character stands for itself."""
    asked = moodle_typed((pattern, "100"))

    assert [1.0] * len(accepted) == [asked.mark(text) for text in accepted]
    assert [0.0] * len(rejected) == [asked.mark(text) for text in rejected]


def test_a_field_of_moodle_has_one_right_answer_at_least() -> None:
    """A part of the mark is not enough."""
    with pytest.raises(RefusedError, match="no answer gives 100 %"):
        moodle_typed(("almost", "50"))


def test_moodle_trims_and_shows_html_as_a_reader_sees_it() -> None:
    """An answer in plain text keeps what looks like HTML."""
    answers = (
        '<answer fraction="100" format="html"><text> <![CDATA[<p>a &lt; <b>b</b></p>]]> </text>'
        '</answer><answer format="plain_text"><text>a &lt;b&gt; </text></answer>'
    )
    asked = only(moodle_xml.read(XML.format(kind="multichoice", rest=answers).encode()))

    assert isinstance(asked, Chosen)
    assert asked.offered == ("a < b", "a <b>")


def test_a_kind_of_moodle_that_has_no_rule_here_is_refused() -> None:
    """It is not passed over."""
    with pytest.raises(RefusedError, match="type essay"):
        moodle_xml.read(XML.format(kind="essay", rest="").encode())
