"""The index of the bank: one link to each question on its chapter's page, and no question itself.

The overview and the exam read it too (`assets/quiz-pages.js`): it says of each question what they
need to know before they fetch the page that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from reloaded.audit.sentences import split
from reloaded.markdown.addresses import href
from reloaded.quiz import render_markdown
from reloaded.quiz.bank import Bank
from reloaded.quiz.model import Question
from reloaded.session.model import Chapter, Fence, SaveFile

CHECK_YOURSELF = "check-yourself"
"""The id of the heading above the questions at the end of a chapter."""

ANSWERED = {
    "predict": "choose an output",
    "type": "type it",
    "choose": "choose a statement",
    "select": "choose statements",
}
"""How a question is answered, by kind."""

ASKED = {"predict": "What is printed?", "type": "What is missing?"}
"""What is asked where no prose says it, by kind: here is no code that a ??? could stand in."""


def index(bank: Bank, page: Path) -> Iterator[tuple[str, str]]:
    """Yield, for each chapter with questions, a link to them as Markdown, and their list as HTML.

    Args:
        bank: whose questions they are.
        page: the Markdown file that shows the index.
    """
    for path in bank.book.pages():
        chapter = bank.book.read(path)
        if questions := bank.about(chapter.path):
            anchor = f"#{CHECK_YOURSELF}" if at_the_end(bank, chapter) else ""
            there = href(bank.book, path, page)
            items = "".join(item(question, there) for question in questions)
            heading = f'<a href="{there}{anchor}">{chapter.title}</a>'
            yield heading, f'<ol class="question-index" data-search-exclude>{items}</ol>'


def at_the_end(bank: Bank, chapter: Chapter) -> list[Question]:
    """The questions that stand at the end of a chapter: those that no fence of it asks before."""
    fences = [fence for fence in chapter.fences if fence.language == "quiz"]
    asked = {name for fence in fences for name in fence.text.splitlines()}
    return [question for question in bank.about(chapter.path) if question.id not in asked]


def item(question: Question, there: str) -> str:
    """The entry of one question; it has the question's id, since links to the index name it.

    Args:
        question: what the entry leads to.
        there: the address of the page that shows it.
    """
    name = f"q-{question.id}"
    answered = "choose a line" if question.asks == "line" else ANSWERED[question.kind]
    return (
        f'<li id="{name}" data-digest="{question.digest}" data-level="{question.level}">'
        f'<a href="{there}#{name}">{short_name(question)}</a>'
        f" <small>{question.level} · {answered}</small></li>"
    )


def short_name(question: Question) -> str:
    """What to call a question without its answer, as HTML: the first sentence of its prompt.

    Where code comes first, the names of its files, or else what is typed first, stand before it.
    """
    prose = [part.strip() for part in question.parts() if isinstance(part, str) and part.strip()]
    asked = question.asked if question.asks == "line" else ASKED.get(question.kind, question.asked)
    shown = render_markdown.inline(split(" ".join((prose[0] if prose else asked).split()))[0])
    begin = next(part for part in question.parts() if isinstance(part, Fence) or part.strip())
    return f"{code_name(question)}: {shown}" if isinstance(begin, Fence) else shown


def code_name(question: Question) -> str:
    """What to call the code of a question: its files, or the first line that is typed."""
    steps = question.session.steps
    files = list(dict.fromkeys(step.path for step in steps if isinstance(step, SaveFile)))
    names = files or [question.session.fences[0].text.splitlines()[0]]
    return ", ".join(f"<code>{escape(name)}</code>" for name in names)
