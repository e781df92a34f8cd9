"""Runs the book's prompts as documentation is usually tested: inside the process of the tests.

Nothing is proved here. It is what sessions are measured against, in time and in truth.
"""

from __future__ import annotations

import contextlib
import doctest
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sybil import Document
from sybil.parsers.rest import DocTestParser

from reloaded.runner import Folder
from reloaded.session.model import Prompt, SaveFile, Session, Step
from reloaded.session.tracebacks import HEADER


def run_doctest(sessions: list[Session], version: str) -> tuple[int, int]:
    """Run the prompts as doctests; returns how many were tried, and how many failed."""
    tried = failed = 0
    for session in sessions:
        names = {"__name__": "__main__"}
        with in_a_folder() as folder:
            for step in session.steps_on(version):
                save(step, folder)
                if isinstance(step, Prompt):
                    example = doctest.Example(step.source, step.expected, raised_by(step))
                    test = doctest.DocTest([example], names, session.id, None, 0, None)
                    runner = doctest.DocTestRunner(verbose=False)
                    result = runner.run(test, out=lambda _text: None, clear_globs=False)
                    names = test.globs
                    tried += result.attempted
                    failed += result.failed
    return tried, failed


def run_sybil(sessions: list[Session], version: str) -> tuple[int, int]:
    """Run the prompts as Sybil's own doctest parser does; returns as `run_doctest`."""
    tried = failed = 0
    for session in sessions:
        namespace: dict[str, object] = {}
        with in_a_folder() as folder:
            for step in session.steps_on(version):
                save(step, folder)
                if isinstance(step, Prompt):
                    document = Document(as_typed(step), session.page)
                    document.namespace = namespace
                    for region in DocTestParser()(document):
                        document.add(region)
                    for example in document.examples():
                        tried += 1
                        failed += not passes(example.evaluate)
    return tried, failed


def passes(evaluate: object) -> bool:
    """Whether an example of Sybil's raises nothing."""
    try:
        evaluate()  # type: ignore[operator]  # Example.evaluate has no type of its own
    except Exception:  # noqa: BLE001 - whatever it raises, the page was not confirmed
        return False
    return True


def as_typed(step: Prompt) -> str:
    """A prompt as it stands on a page."""
    return ">>> " + step.source.replace("\n", "\n... ") + "\n" + step.expected


def raised_by(step: Prompt) -> str | None:
    """The last lines of an expected traceback, as `doctest` wants them."""
    _, mark, rest = step.expected.partition(HEADER)
    return "".join(rest.splitlines(keepends=True)[1:]) if mark else None


def save(step: Step, folder: Folder) -> None:
    """Save the file of a step, if it is one."""
    if isinstance(step, SaveFile):
        folder.save(step.path, step.text, step.same_second)


@contextlib.contextmanager
def in_a_folder() -> Iterator[Folder]:
    """A fresh folder to import from, and this process as it was, as far as one can restore it."""
    before, path, modules = Path.cwd(), sys.path[:], dict(sys.modules)
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        sys.path.insert(0, "")
        try:
            yield Folder(scratch)
        finally:
            os.chdir(before)
            sys.path[:] = path
            for name in set(sys.modules) - set(modules):
                del sys.modules[name]
            sys.modules.update(modules)
