"""How Moodle marks a question, once it is in the question bank.

Moodle's source and its documentation are the rules here, not the code that writes the exports.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.evaluators.asked import Chosen, RefusedError, Typed

WHITE = " \t\n\r\0\x0b"
"""What PHP's `trim` removes."""

LISTED = (
    *(0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2),
    *(0.1666667, 0.1428571, 0.125, 0.1111111, 0.1, 0.05),
)
"""The fractions between nothing and everything that `question_bank::fraction_options` lists."""


@dataclass(frozen=True)
class Answer:
    """An answer of a question.

    Attributes:
        text: as a reader sees it; what is typed, where it is typed.
        fraction: of the mark that it gives; -1 to 1.
    """

    text: str
    fraction: float


def listed(fraction: float) -> float:
    """The listed fraction that a file means.

    `match_grade_options` in question/engine/bank.php takes what is nearer than 0.00001; the
    import form's default is to turn other fractions down ("Error if grade not listed").
    """
    positive = (0.0, 1.0, *LISTED)
    for value in (*positive, *(-value for value in positive)):
        if abs(fraction - value) < 0.00001:
            return value
    raise RefusedError(f"{100 * fraction:.5f} % is none of the grades that Moodle lists")


def multichoice(name: str, answers: Sequence[Answer], *, single: bool) -> Chosen:
    """A question with buttons or boxes.

    `save_question_options` in question/type/multichoice/questiontype.php stops the import unless
    there are two answers, and unless one gives everything, or the positive ones together do.
    """
    if len(answers) < 2:
        raise RefusedError(f"{name} has fewer than two answers")
    fractions = [listed(answer.fraction) for answer in answers]
    if single and max(fractions) != 1:
        raise RefusedError(f"{name}: no answer gives 100 %")
    total = round(sum(fraction for fraction in fractions if fraction > 0), 2)
    if not single and total != 1:
        raise RefusedError(f"{name}: the positive grades add up to {100 * total:g} %")

    def mark(chosen: frozenset[int]) -> float:
        """What `grade_response` in question/type/multichoice/question.php returns.

        With buttons it is the fraction of the one chosen answer, whatever its sign, and with boxes
        the sum over the chosen ones, not below 0 and not above 1.
        """
        if single:
            if len(chosen) > 1:
                raise RefusedError(f"{name} lets a reader choose one answer only")
            return sum(fractions[place] for place in chosen)
        return min(max(0.0, sum(fractions[place] for place in chosen)), 1.0)

    return Chosen(name, tuple(answer.text for answer in answers), not single, mark)


def shortanswer(name: str, answers: Sequence[Answer], *, usecase: bool) -> Typed:
    """A question with a field.

    `save_question_options` in question/type/shortanswer/questiontype.php trims the answers, and
    reports a question of which none gives everything.
    """
    kept = [Answer(answer.text.strip(WHITE), listed(answer.fraction)) for answer in answers]
    if max((answer.fraction for answer in kept), default=-1) != 1:
        raise RefusedError(f"{name}: no answer gives 100 %")

    def mark(typed: str) -> float:
        """The fraction of the first answer that matches.

        `question_first_matching_answer_grading_strategy` in question/engine goes through them in
        the order of the file.  An empty field is no response (`is_complete_response`).
        """
        if not typed.strip(WHITE):
            return 0.0
        matching = (
            answer.fraction for answer in kept if matches(typed, answer.text, usecase=usecase)
        )
        return next(matching, 0.0)

    return Typed(name, mark)


def matches(typed: str, pattern: str, *, usecase: bool) -> bool:
    r"""Whether an answer accepts what was typed.

    `compare_string_with_wildcard` in question/type/shortanswer/question.php: both are normalised,
    `*` stands for any characters of a line, `\*` for a star, and spaces around don't count.
    """
    bits = re.split(r"(?<!\\)\*+", unicodedata.normalize("NFC", pattern))
    expression = ".*".join(re.escape(bit.replace(r"\*", "*")) for bit in bits)
    normalized = unicodedata.normalize("NFC", typed).strip(WHITE)
    return re.fullmatch(expression, normalized, 0 if usecase else re.IGNORECASE) is not None
