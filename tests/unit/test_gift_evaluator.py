"""GIFT's published rules, each with a small file of its own."""

from __future__ import annotations

import pytest

from tests.support.evaluators import gift
from tests.support.evaluators.asked import Chosen, RefusedError, Typed
from tests.support.evaluators.asking import marks, only


def gift_choice(text: str) -> Chosen:
    """The question of a file, which offers its answers."""
    asked = only(gift.read(text.encode()))
    assert isinstance(asked, Chosen)
    return asked


def test_an_equals_sign_makes_buttons_of_gift() -> None:
    """It gives everything, and a bare tilde nothing."""
    asked = gift_choice("::q::Who?{~a =b\n~%50%c ~%-25%d}")

    assert not asked.several
    assert asked.offered == ("a", "b", "c", "d")
    assert [0.0, 1.0, 0.5, -0.25] == marks(asked, "a", "b", "c", "d")


def test_weights_alone_make_boxes_of_gift() -> None:
    """They add up, between nothing and everything."""
    asked = gift_choice("::q::Who?{~%50%a ~%50%b ~%-100%c ~d}")

    assert asked.several
    assert [0.5, 1.0, 1.0, 0.0, 0.0] == marks(asked, "a", "ab", "abd", "abc", "c")


def test_a_hundred_of_gift_has_no_decimals() -> None:
    """A weight is two digits with decimals, or three without; anything else is text."""
    asked = gift_choice("::q::Who?{=a ~%-33.33333%b ~%-100%c ~%-100.0%d}")

    assert asked.offered == ("a", "b", "c", "%-100.0%d")
    assert [-0.33333, -1.0] == marks(asked, "b", "c")


def test_a_backslash_of_gift_keeps_a_character_as_it_is() -> None:
    """Also two of them, and the end of a line."""
    asked = gift_choice(
        r"::a\:b::[html]x \= \{1\}{=[plain]\~\=\#\{\}\:\n\\n\\ # why \} ~[plain]\[ab\] ~c}"
    )

    assert asked.name == "a:b"
    assert asked.offered == ("~=#{}:\n\\n\\", r"\[ab\]", "c")


def test_an_escaped_equals_sign_of_gift_makes_no_buttons() -> None:
    """Nor one in the reason; one without a backslash does."""
    assert gift_choice(r"::q::Q{~%100%a \= b#why \= ~c}").several
    with pytest.raises(RefusedError, match="empty"):
        gift_choice("::q::Q{~%50%a ~%50%b#why = ~c}")


def test_reasons_and_general_feedback_of_gift_are_no_answers() -> None:
    """One hash mark begins a reason, and four begin what is said of the question."""
    asked = gift_choice("::q::Q{=a#right ~b#wrong####about = all}")

    assert asked.offered == ("a", "b")


def test_a_format_in_brackets_of_gift_is_no_text() -> None:
    """Other brackets are text, and the format of the question is that of its answers."""
    asked = gift_choice("::q::[html]<p>Q</p>{=<b>a</b> ~[plain]<b>b</b> ~[1]}")

    assert asked.offered == ("a", "<b>b</b>", "[1]")


def test_gift_separates_questions_by_empty_lines() -> None:
    """Comments and categories are none, and a comment inside a question is passed over."""
    text = (
        "// a comment\n\n$CATEGORY: top/Reload\n\n// id: first\n::first::Q{\n\t=a\n// no\n\t~b\n}"
        "\n \n::second::Q{=a =b}\n"
    )
    found = gift.read(text.encode())

    assert ["first", "second"] == [asked.name for asked in found]
    assert [Chosen, Typed] == [type(asked) for asked in found]


def test_a_field_of_gift_takes_case_for_nothing_and_a_star_for_anything() -> None:
    """The format can't say otherwise."""
    asked = only(gift.read(rb"::q::Q{=%0%reset =re\n =a* =%50%b\=c}"))

    assert isinstance(asked, Typed)
    assert [0.0, 1.0, 0.5, 0.0] == [asked.mark(text) for text in ("RESET", "Axx", "B=C", "c")]


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ("=a -> b =c -> d", "matching"),
        ("TRUE", "true-false"),
        ("#1822:5", "numerical"),
        ("", "essay"),
        ("~a ~ ~b", "empty"),
        ("=a ~%37%b", "none of the grades"),
        ("~%60%a ~b", "add up to 60 %"),
    ],
)
def test_gift_that_is_read_as_something_else_is_refused(answers: str, fault: str) -> None:
    """An answer with an arrow makes a matching question, for example."""
    with pytest.raises(RefusedError, match=fault):
        gift.read(f"::q::Q{{{answers}}}".encode())


def test_an_empty_line_inside_a_question_of_gift_cuts_it() -> None:
    """So the braces are not closed."""
    with pytest.raises(RefusedError, match="braces"):
        gift.read(b"::q::Q{=a\n\n~b}")
