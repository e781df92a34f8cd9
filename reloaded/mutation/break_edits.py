"""Breaks what a session does to its files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import dropwhile

from reloaded.mutation.model import Mutant
from reloaded.session.edits import earlier_texts
from reloaded.session.model import DeleteFile, SaveFile, Session, Step, replaced


def broken_edits(session: Session, steps: tuple[Step, ...]) -> Iterator[Mutant]:
    """Each edit of a file not made, made twice, made empty.

    A text that only binds names says the same twice as once: it has no such mutant.
    """
    edits = [step for step in earlier_texts(session) if step in steps]
    for step in edits:
        yield Mutant(replaced(session, {step: None}), "edit not made", step.line, step.path)
        if not only_binds(step.text):
            twice = replaced(session, {step: replace(step, text=step.text * 2)})
            yield Mutant(twice, "edit made twice", step.line, step.path)
        if step.text:
            empty = replaced(session, {step: replace(step, text="")})
            yield Mutant(empty, "edit made empty", step.line, step.path)


def dropped_files(session: Session, steps: tuple[Step, ...]) -> Iterator[Mutant]:
    """Each file not saved, unless that is an edit, and each file not deleted."""
    edits = earlier_texts(session)
    for step in steps:
        if isinstance(step, SaveFile) and step not in edits:
            yield Mutant(replaced(session, {step: None}), "file not saved", step.line, step.path)
        elif isinstance(step, DeleteFile):
            for path in step.paths:
                kept_paths = tuple(kept for kept in step.paths if kept != path)
                rest = replace(step, paths=kept_paths) if kept_paths else None
                yield Mutant(replaced(session, {step: rest}), "file not deleted", step.line, path)


def only_binds(text: str) -> bool:
    """Whether a source has imports first, and then only what binds a name to a new, equal value."""
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return False
    return all(
        map(binds, dropwhile(lambda node: isinstance(node, ast.Import | ast.ImportFrom), body))
    )


def binds(statement: ast.stmt) -> bool:
    """Whether to execute a statement twice in a row is to execute it once."""
    match statement:
        case ast.Expr(ast.Constant()):
            return True
        case ast.Assign(value=value):
            return is_literal(value)
        case ast.FunctionDef(decorator_list=[], args=arguments):
            return all(map(is_literal, [*arguments.defaults, *filter(None, arguments.kw_defaults)]))
        case ast.ClassDef(bases=[], keywords=[], decorator_list=[], body=body):
            return all(map(binds, body))
    return False


def is_literal(value: ast.expr) -> bool:
    """Whether a value is written out, so that to evaluate it does nothing else."""
    try:
        ast.literal_eval(value)
    except ValueError:
        return False
    return True
