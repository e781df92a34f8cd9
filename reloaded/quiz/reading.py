"""Reads the files of the bank, strictly: every error names file and line, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import yaml

from reloaded.errors import BookError
from reloaded.interpreters.gates import Gate
from reloaded.quiz.blanks import filled, hole_in
from reloaded.quiz.lint import lint
from reloaded.quiz.model import ASKS, HOLE, KINDS, LEVELS, Option, Question
from reloaded.quiz.yaml_lines import Mapping, Text, compose, mapping, text_of
from reloaded.session.chapter import ID, parse_chapter, read_text
from reloaded.session.model import Prompt, Session
from reloaded.session.scan import Heading, scan

REQUIRED = ("id", "claim", "kind", "level", "prompt")
OPTIONAL = ("asks", "hint", "py", "why", "options", "answers", "misses")
OF_KIND = {
    "predict": ("options",),
    "type": ("answers", "why", "misses"),
    "choose": ("options",),
    "select": ("options",),
}
"""What each kind of question has beside `REQUIRED`."""


def read_questions(path: Path, snippets: Path, name: str) -> tuple[Question, ...]:
    """Read one file of the bank.

    Args:
        path: the YAML file.
        snippets: the folder that includes are taken from.
        name: what errors and test names call the file.

    Returns:
        The questions, in the order of the file.

    Raises:
        BookError: the file is malformed, or a question breaks a rule of the bank.
    """
    return parse_questions(read_text(path, name), snippets, name)


def parse_questions(text: str, snippets: Path, name: str) -> tuple[Question, ...]:
    """Parse a file of the bank; see `read_questions`.

    Args:
        text: of the file, with plain newlines.
        snippets: the folder that includes are taken from.
        name: what errors call the file.

    Returns:
        The questions, in the order of the file.

    Raises:
        BookError: as `read_questions`; or two questions have one id.
    """
    root = compose(text, name)
    if not isinstance(root, yaml.SequenceNode):
        raise BookError("a bank must be a list of questions: write - id: …", name, 1)
    questions = tuple(
        read_question(mapping(node, "question", name), snippets) for node in root.value
    )
    lines: dict[str, int] = {}
    for question in questions:
        if question.id in lines:
            raise BookError(
                f"the id {question.id} is already that of line {lines[question.id]}; choose"
                " another",
                name,
                question.line,
            )
        lines[question.id] = question.line
    return questions


def read_question(entry: Mapping, snippets: Path) -> Question:
    """Read one question."""
    entry.check(REQUIRED, OPTIONAL)
    name, kind = entry.text("id"), one_of(entry.text("kind"), KINDS)
    if not ID.fullmatch(name.value):
        raise name.fail(f"{name.value} is not an id; use lower-case words joined by hyphens")
    refuse_lists(entry, kind)
    asks = one_of(entry.text("asks"), ASKS) if entry.value("asks") else "output"
    prompt = entry.text("prompt")
    if kind in ("choose", "select"):
        options = tuple(read_statements(entry, prompt, snippets))
        session, hole = before(options[0], prompt), 0
    else:
        session = read_session(entry, [prompt], snippets)
        hole = hole_in(session, prompt)
        refuse_hole(entry, kind, hole)
        options = tuple(read_answers(entry, None if hole else session))
    question = Question(
        file=entry.file,
        line=entry.line,
        id=name.value,
        claim=entry.text("claim").value,
        kind=kind,
        level=one_of(entry.text("level"), LEVELS),
        asks=asks,
        prompt=prompt.value,
        prompt_line=prompt.line,
        session=session,
        hole=hole,
        options=options,
        hint=entry.text("hint").value,
        gate=read_gate(entry),
    )
    lint(question)
    return question


def refuse_lists(entry: Mapping, kind: str) -> None:
    """Each kind of question has its own lists of options."""
    for key in ("options", "answers", "why", "misses"):
        if (entry.value(key) is None) == (key in OF_KIND[kind]):
            wanted = ", ".join(OF_KIND[kind])
            raise BookError(
                f"a {kind} question has {wanted}; {'add' if key in OF_KIND[kind] else 'delete'}"
                f" {key}",
                entry.file,
                entry.line,
            )
    if kind in ("choose", "select") and entry.value("asks"):
        raise entry.text("asks").fail(f"a {kind} question asks for no output; delete asks")


def one_of(word: Text, known: tuple[str, ...]) -> str:
    """A value that must be one of some words."""
    if word.value not in known:
        raise word.fail(f"{word.value} is none of {', '.join(known)}; write one of them")
    return word.value


def read_gate(entry: Mapping) -> Gate:
    """The Pythons of which a question speaks."""
    try:
        return Gate(entry.text("py").value)
    except ValueError as error:
        raise entry.text("py").fail(str(error)) from None


def refuse_hole(entry: Mapping, kind: str, hole: int) -> None:
    """Where `???` may stand depends on what is asked.

    Args:
        entry: the question.
        kind: a key of `OF_KIND`.
        hole: the line of the step with `???` for an output; 0 where there is none.

    Raises:
        BookError: no output is asked for where the kind, or `asks`, needs one.
    """
    if kind == "predict" and not hole:
        fault = f"a predict question asks for an output; write {HOLE} in place of one"
        raise entry.text("prompt").fail(fault)
    if entry.value("asks") and not hole:
        raise entry.text("asks").fail(f"write {HOLE} in place of the output that is asked for")


def read_answers(entry: Mapping, hollow: Session | None) -> Iterator[Option]:
    """Read options that are outputs or pieces of code.

    Args:
        entry: the question.
        hollow: the session whose hole each piece of code fills; None where options are outputs.
    """
    for key in ("options", "answers", "misses"):
        for node in entry.items(key):
            if key == "answers":
                text, why = text_of(node, entry.file, "an answer"), entry.text("why").value
            else:
                option = mapping(node, "miss" if key == "misses" else "option", entry.file)
                option.check(("text", "why"))
                text, why = option.text("text"), option.text("why").value
            session = filled(hollow, text.value) if hollow else None
            accepted = None if key == "options" else key == "answers"
            yield Option(text.line, text.value, why, session, accepted)


def read_statements(entry: Mapping, prompt: Text, snippets: Path) -> Iterator[Option]:
    """Read options that are statements, each with the proof that decides about it.

    Args:
        entry: the question.
        prompt: which comes before each proof.
        snippets: the folder that includes are taken from.

    Yields:
        The options, each with a session of the prompt and its proof.
    """
    for node in entry.items("options"):
        option = mapping(node, "option", entry.file)
        option.check(("text", "why", "proof"))
        text, proof = option.text("text"), option.text("proof")
        session = read_session(entry, [prompt, proof], snippets)
        refuse_undecided(session, proof)
        yield Option(text.line, text.value, option.text("why").value, session)


def before(option: Option, prompt: Text) -> Session:
    """What the prompt alone does, of the session of an option."""
    assert option.session is not None  # noqa: S101 - a statement has one
    last = prompt.line + prompt.value.count("\n")
    fences = tuple(fence for fence in option.session.fences if fence.line <= last)
    return replace(option.session, fences=fences)


def read_session(entry: Mapping, blocks: list[Text], snippets: Path) -> Session:
    """Read blocks of Markdown as the session of one claim, each on its own lines.

    Args:
        entry: the question.
        blocks: parts of it, as they follow each other in the file.
        snippets: the folder that includes are taken from.

    Returns:
        The session, each of its steps on its line of the file.

    Raises:
        BookError: a block has a heading, or what it does is malformed.
    """
    lines = [f"## Question {{ #{entry.text('id').value} }}"]
    for block in blocks:
        lines += [""] * (block.line - entry.line - len(lines))
        lines += (body := block.value.split("\n"))
        for block_part in scan(body, entry.file, block.line):
            if isinstance(block_part, Heading):
                raise BookError(
                    "a question has no headings; delete it", entry.file, block_part.line
                )
    (session,) = parse_chapter("\n".join(lines), snippets, entry.file, entry.line).sessions
    return session


def refuse_undecided(session: Session, proof: Text) -> None:
    """The last thing that a proof types must answer True or False."""
    last = session.steps[-1]
    if not isinstance(last, Prompt) or last.expected not in ("True\n", "False\n"):
        raise BookError(
            "a proof ends with a prompt that prints True, if its statement is true, or False",
            proof.file,
            last.line,
        )
    if last.line < proof.line or HOLE in last.source:
        raise proof.fail("a proof types something of its own; add a pycon fence")
