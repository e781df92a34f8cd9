"""A question as other programs get it: HTML that needs no style sheet, and no script."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from html import escape

from reloaded.errors import BookError
from reloaded.quiz import render_markdown
from reloaded.quiz.answers_from_proofs import AnswersFromProofs
from reloaded.quiz.bank import Bank
from reloaded.quiz.model import Option, Question
from reloaded.quiz.right_answers import Finding
from reloaded.session.edits import earlier_texts
from reloaded.session.model import Fence, SaveFile, Step

PRE = '<pre style="font-family: monospace; white-space: pre-wrap; text-align: left">'


@dataclass(frozen=True)
class Choice:
    """An answer that a reader may give.

    Attributes:
        key: names it within its question, as on the site.
        text: as it was written, for what is typed.
        html: as it is shown.
        right: whether it is right.
        why: the reason, as HTML.
    """

    key: str
    text: str
    html: str
    right: bool
    why: str


@dataclass(frozen=True)
class ExportedQuestion:
    """A question and all that belongs to it.

    Attributes:
        id: the author's.
        chapter: the title of the page that teaches it.
        claim: the sentence that teaches it, as HTML.
        address: where that stands in the book, as `docs/reload/keeps.md#claim-id`.
        kind: `predict`, `type`, `choose` or `select`.
        level: what it trains.
        code: whether code is asked for, which can be run; else an output or a statement.
        prompt: what is shown first, as HTML.
        asked: what the reader is to do, as a line of text; empty where the prompt says it all.
        hint: as HTML; may be empty.
        choices: shuffled as on the site; what a `type` question accepts beside its first answer
            comes last.
    """

    id: str
    chapter: str
    claim: str
    address: str
    kind: str
    level: str
    code: bool
    prompt: str
    asked: str
    hint: str
    choices: tuple[Choice, ...]

    @property
    def single(self) -> bool:
        """Whether the reader gives one answer."""
        return self.kind != "select"

    @property
    def offered(self) -> tuple[Choice, ...]:
        """What to choose from where nothing can be run: every choice, and one accepted answer.

        A list of typed answers is never whole, so a program that only compares would mark some
        wrong that make the session come true.
        """
        if self.kind != "type":
            return self.choices
        first = next(choice for choice in self.choices if choice.right)
        return tuple(choice for choice in self.choices if choice is first or not choice.right)

    @property
    def whole_prompt(self) -> str:
        """The prompt and what is asked, as HTML."""
        asked = f"<p><strong>{escape(self.asked)}</strong></p>" if self.asked else ""
        return f"{self.prompt}{asked}"


def cards(
    bank: Bank, chapter: str | None = None, say: Callable[[str], object] = lambda _: None
) -> list[ExportedQuestion]:
    """Every question of a bank that can be answered here.

    Args:
        bank: whose questions they are.
        chapter: a page, such as `docs/reload/keeps.md`; all pages unless given.
        say: is told, in a line, of the questions that are left out: those about other Pythons than
            the one that runs this, where no test has run them.

    Returns:
        What the exports and the terminal show, in the order of the bank.

    Raises:
        BookError: there is no question about the page, or a question is wrong.
    """
    titles = {page.path: page.title for page in bank.book.chapters()}
    known = AnswersFromProofs(bank.book)
    questions = bank.questions if chapter is None else bank.about(chapter)
    if not questions:
        raise BookError("the bank has no question about this page", chapter or "quizzes")
    judged = {question: known.findings(question) for question in questions}
    if open_questions := [question.id for question, found in judged.items() if found is None]:
        names = ", ".join(open_questions)
        say(
            f"left out, for want of a Python that answers: {names}; run pytest quizzes --python all"
        )
    return [
        card(question, bank, titles[bank.claims[question.claim].page], found)
        for question, found in judged.items()
        if found is not None
    ]


def card(question: Question, bank: Bank, chapter: str, findings: list[Finding]) -> ExportedQuestion:
    """Take one question apart.

    Args:
        question: of the bank.
        bank: where the claim is found that teaches it.
        chapter: the title of that claim's page.
        findings: what came of its options, in their order.

    Returns:
        What the exports and the terminal show.
    """
    right = {
        option: finding.right for option, finding in zip(question.options, findings, strict=True)
    }
    statement = question.kind in ("choose", "select")
    claim = bank.claims[question.claim]
    again = earlier_texts(question.session)
    return ExportedQuestion(
        id=question.id,
        chapter=chapter,
        claim=render_markdown.inline(claim.claim),
        address=f"{claim.page}#{claim.id}",
        kind=question.kind,
        level=question.level,
        code=question.kind == "type" and not question.hole,
        prompt="".join(
            render_markdown.blocks(part) if isinstance(part, str) else fenced(part, again)
            for part in question.parts()
        ),
        asked=question.asked,
        hint=render_markdown.blocks(question.hint),
        choices=tuple(
            Choice(
                option.key,
                option.text,
                render_markdown.inline(option.text)
                if statement
                else f"{PRE}{escape(option.text)}</pre>",
                right[option],
                render_markdown.blocks(option.why),
            )
            for option in shuffled(question)
        ),
    )


def shuffled(question: Question) -> list[Option]:
    """The options as on the site; further answers that are accepted stand behind the others."""
    accepted = [option for option in question.options if option.accepted]
    return sorted(question.shuffled, key=lambda option: option in accepted[1:])


def fenced(fence: Fence, again: Container[Step]) -> str:
    """A fence as a block of its own, with the name of its file above it.

    Args:
        fence: what to show.
        again: the saves of files that were there before.
    """
    first = fence.steps[0] if fence.steps else None
    name = ""
    if isinstance(first, SaveFile):
        edited = ", now saved as" if first in again else ""
        name = f"<p><strong>{escape(first.path)}</strong>{edited}</p>"
    return f"{name}{PRE}{escape(fence.text)}</pre>"
