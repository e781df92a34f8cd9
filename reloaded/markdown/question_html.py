"""Renders questions as HTML that is whole without a script; `assets/quiz.js` brings it to life."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from reloaded.book import Book
from reloaded.markdown.addresses import href
from reloaded.markdown.fence_html import colour, render
from reloaded.markdown.proved_on import proved_on
from reloaded.markdown.script_elements import QUESTIONS, script
from reloaded.pyodide import unsupported
from reloaded.pyodide.session_json import data
from reloaded.quiz import render_markdown
from reloaded.quiz.answers_from_proofs import AnswersFromProofs
from reloaded.quiz.bank import Bank
from reloaded.quiz.model import Option, Question
from reloaded.quiz.right_answers import Finding
from reloaded.quiz.scoring import weight
from reloaded.session.edits import earlier_texts

BANK = "quiz/index.md"
"""The page that leads to every question."""

PLACES = "ABCDEFGHIJ"
"""What options are called in an answer key."""


@dataclass(frozen=True)
class PageQuestions:
    """The questions of one page.

    Attributes:
        bank: where they come from.
        page: the Markdown file that shows them.
    """

    bank: Bank
    page: Path

    @property
    def book(self) -> Book:
        """Whose page it is."""
        return self.bank.book

    def html(self, questions: Iterable[Question]) -> str:
        """Render questions, with the answer key that is printed below them."""
        known = AnswersFromProofs(self.book)
        found = [(question, known.findings(question)) for question in questions]
        shown = [self.question(*judged, known, number) for number, judged in enumerate(found, 1)]
        return (
            f'<div class="quiz" data-search-exclude>{"".join(shown)}{key(found)}'
            f"{script(self.book, self.page, QUESTIONS)}</div>"
        )

    def chapter_html(self, questions: Iterable[Question]) -> str:
        """Render the questions of a chapter, with what a reader of the page should know of them."""
        bank = href(self.book, self.book.docs / BANK, self.page)
        return (
            "<predict-first></predict-first>"
            '<p class="quiz-note" data-search-exclude>Every answer was executed, the wrong ones'
            " too. What you answer stays on this device, and the right answers are in the source of"
            f' this page. More: <a href="{bank}">all questions, an exam, and what is due</a>.</p>'
            + self.html(questions)
        )

    def question(
        self,
        question: Question,
        findings: list[Finding] | None,
        known: AnswersFromProofs,
        number: int,
    ) -> str:
        """Render one question.

        Args:
            question: to render.
            findings: what is known of its options, in their order; None where nobody has judged it.
            known: what is known of every question.
            number: of the question on its page, counted from 1.

        Returns:
            A `quiz-question` element.
        """
        claim = self.bank.claims[question.claim]
        there = href(self.book, self.book.root / claim.page, self.page)
        taught = f'<a href="{there}#{claim.id}">{render_markdown.inline(claim.claim)}</a>'
        proved = proved_on(known.proofs(question), question.gate.versions)
        below = (
            f'<p class="question-claim">Taught by: {taught}'
            f'<br><small class="proofs">{proved}</small></p>'
        )
        judged = None if findings is None else tuple(findings)
        runs = question.id not in unsupported.known(self.book)
        return (
            rendered(question, judged, claim.page, number, runs=runs) + below + "</quiz-question>"
        )


@lru_cache(maxsize=1 << 13)
def rendered(
    question: Question,
    findings: tuple[Finding, ...] | None,
    page: str,
    number: int,
    *,
    runs: bool,
) -> str:
    """Render a question but for its last lines, which depend on the page that shows it.

    Args:
        question: what to render.
        findings: which of its options are right; None where nothing can tell.
        page: the chapter that teaches it.
        number: of the question on its page.
        runs: whether a browser can run its session.

    Returns:
        The element of the question, still open.
    """
    earlier = {save.line: text for save, text in earlier_texts(question.session).items()}
    prompt = "".join(
        render_markdown.blocks(part)
        if isinstance(part, str)
        else render(part, earlier.get(part.line))
        for part in question.parts()
    )
    name = f"q-{question.id}"
    steps = unfilled(question, runs=runs)
    hint = (
        '<details class="question-hint"><summary>Hint</summary>'
        f"{render_markdown.blocks(question.hint)}</details>"
        if question.hint
        else ""
    )
    return (
        f'<quiz-question class="question" id="{name}" data-digest="{question.digest}"'
        f' data-kind="{question.kind}" data-chapter="{escape(page)}"{steps}>'
        f'<p class="question-number"><a href="#{name}">Question {number}</a>'
        f' · <span class="question-level">{question.level}</span></p>'
        f'<div class="question-prompt">{prompt}</div>'
        f"<fieldset><legend>{asked(question)}</legend>"
        f"{''.join(fields(question))}</fieldset>{hint}"
        f"{answers(question, findings)}"
    )


def asked(question: Question) -> str:
    """What the reader is to do, in one line: a group of inputs needs a name."""
    return escape(question.asked or "Choose one.")


def fields(question: Question) -> Iterator[str]:
    """The inputs: a field to type into, or one to choose for each option."""
    name = f"q-{question.id}"
    if question.kind == "type":
        yield (
            '<label class="question-field"><span>Your answer</span><input type="text"'
            f' name="{name}" autocomplete="off" autocapitalize="off" spellcheck="false"></label>'
        )
        return
    kind = "checkbox" if question.kind == "select" else "radio"
    for option in question.shuffled:
        yield (
            f'<label class="question-option"><input type="{kind}" name="{name}"'
            f' value="{option.key}"><span>{said(question, option)}</span></label>'
        )


def said(question: Question, option: Option) -> str:
    """The text of an option: an output or code to the letter, a statement as prose."""
    if question.kind in ("choose", "select"):
        return render_markdown.inline(option.text)
    return f'<code translate="no">{escape(option.text)}</code>'


def answers(question: Question, findings: Sequence[Finding] | None) -> str:
    """The fold with the answer: each option, right or wrong, why, and what was printed."""
    if findings is None:
        note = "No interpreter of this build can answer: run <code>pytest quizzes</code> first."
        return f'<details class="question-answer"><summary>Answer</summary><p>{note}</p></details>'
    rows = "".join(
        f'<li data-key="{option.key}" data-right="{str(finding.right).lower()}"'
        f' data-weight="{worth(question, findings, finding)}"'
        f' class="answer-{"right" if finding.right else "wrong"}"'
        f"{accepted(question, option)}>"
        f"<p>{said(question, option)}"
        f" <strong>{verdict(question, finding)}</strong></p>"
        f"{render_markdown.blocks(option.why)}{evidence(question, option)}</li>"
        for option, finding in in_page_order(question, findings)
    )
    printed = ""
    if question.hole:
        lines = "\n".join(colour(findings[0].printed, "text"))
        printed = f"<p>Printed in place of ???:</p><pre><code>{lines}</code></pre>"
    return (
        '<details class="question-answer"><summary>Answer</summary>'
        f'{printed}<ol class="answers">{rows}</ol></details>'
    )


def worth(question: Question, findings: Sequence[Finding], finding: Finding) -> str:
    """What an option adds to the mark, in so many of so many parts: `1/2`, `-1/2`, `0/2`.

    Args:
        question: whose option it is.
        findings: of all its options.
        finding: of this one.

    Returns:
        A fraction that isn't reduced: its denominator is the number of right options.
    """
    rights = sum(finding.right for finding in findings)
    share = weight(question.kind, right=finding.right, rights=rights)
    return f"{int(share * rights)}/{rights}"


def unfilled(question: Question, *, runs: bool) -> str:
    """The steps of a question whose answer is code, for the script to run what a reader types.

    There are none where the session can't run in a browser, since even the right answer would fail
    there; the script offers no playground then.
    """
    if question.kind != "type" or question.hole:
        return ""
    if not runs:
        return ' data-steps=""'
    steps = [
        {
            name: step[name]
            for name in ("kind", "path", "text", "sameSecond", "source")
            if name in step
        }
        for step in data(question.session)["steps"]
        if step["kind"] != "tree"
    ]
    return f' data-steps="{escape(json.dumps(steps, ensure_ascii=False))}"'


def verdict(question: Question, finding: Finding) -> str:
    """One word for an option: statements are true or false, other answers right or wrong."""
    words = ("True.", "False.") if question.kind in ("choose", "select") else ("Right.", "Wrong.")
    return words[0] if finding.right else words[1]


def accepted(question: Question, option: Option) -> str:
    """The text that is accepted, for the script to compare with what was typed."""
    return f' data-text="{escape(option.text)}"' if question.kind == "type" else ""


def evidence(question: Question, option: Option) -> str:
    """The proof of a statement: what is typed beyond the prompt, and what that prints."""
    if option.session is None or option.accepted is not None:
        return ""
    before = {save.line: text for save, text in earlier_texts(option.session).items()}
    fences = option.session.fences[len(question.session.fences) :]
    typed = "".join(render(fence, before.get(fence.line)) for fence in fences)
    return f'<div class="answer-proof">{typed}</div>'


def in_page_order(
    question: Question, findings: Sequence[Finding]
) -> Iterator[tuple[Option, Finding]]:
    """The options with their findings, shuffled as the page shows them."""
    of = dict(zip(question.options, findings, strict=True))
    for option in question.shuffled:
        yield option, of[option]


def key(found: list[tuple[Question, list[Finding] | None]]) -> str:
    """The answer key, for paper: the letters of the right options, and why."""
    rows = "".join(
        f'<li data-of="{question.id}">{in_short(question, findings)}</li>'
        for question, findings in found
    )
    return f'<section class="answer-key" aria-hidden="true"><p>Answers</p><ol>{rows}</ol></section>'


def in_short(question: Question, findings: list[Finding] | None) -> str:
    """The right options of one question."""
    if findings is None:
        return "not judged in this build"
    right = [
        f"{place(question, option, number)} {render_markdown.inline(option.why)}"
        for number, (option, finding) in enumerate(in_page_order(question, findings))
        if finding.right
    ]
    return " ".join(right)


def place(question: Question, option: Option, number: int) -> str:
    """How the key names an option: by its letter, which follows the order, or by what is typed.

    Args:
        question: whose option it is.
        option: to name.
        number: its place on the page, counted from 0.

    Returns:
        A `strong` element.
    """
    if question.kind == "type":
        return f"<strong>{said(question, option)}</strong>"
    return f'<strong data-key="{option.key}">{PLACES[number]}</strong>'
