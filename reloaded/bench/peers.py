"""Runs a session's prompts as documentation is usually tested: by doctest, or by stock Sybil.

Nothing is proved here. It is what sessions are measured against, in time and in truth; each session
gets a process of its own, as a careful user of either tool would give it, so that what one leaves
behind spoils no other. As a program, it reads a session from standard input and prints two numbers.
"""

from __future__ import annotations

import doctest
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sybil import Document
from sybil.parsers.rest import DocTestParser

from reloaded.book import ROOT
from reloaded.guest.runner import Folder
from reloaded.session.model import DeleteFile, Prompt, SaveFile, Session
from reloaded.session.tracebacks import HEADER

Step = dict[str, object]
"""A step as JSON can hold it: `save` and `text`, or `delete`, or `source` and `expected`."""

TOOL_SECONDS = 60
"""How long one session may take; one that takes longer has failed."""


def steps_of(session: Session, version: str) -> list[Step] | None:
    """What either tool can do of a session; None where it asks for a shell, which neither has."""
    steps: list[Step] = []
    for step in session.steps_on(version):
        if isinstance(step, SaveFile):
            steps.append({"save": step.path, "text": step.text, "same": step.same_second})
        elif isinstance(step, DeleteFile):
            steps += [{"delete": path} for path in step.paths]
        elif isinstance(step, Prompt):
            steps.append(
                {"source": step.source, "expected": step.expected, "ellipsis": step.ellipsis}
            )
        else:
            return None
    return steps


def run(tool: str, steps: list[Step]) -> tuple[int, int]:
    """Run a session in a process of its own.

    Args:
        tool: a key of `TOOLS`.
        steps: of the session; see `steps_of`.

    Returns:
        How many prompts were tried, and how many the tool took for wrong; all of them where its
        process did not come back.
    """
    prompts = sum("source" in step for step in steps)
    with tempfile.TemporaryDirectory(prefix="reloaded-") as scratch:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "reloaded.bench.peers", tool, scratch],
                input=json.dumps(steps),
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
                timeout=TOOL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return prompts, prompts
        report = Path(scratch, "told.json")
        if done.returncode or not report.exists():
            return prompts, prompts
        tried, failed = json.loads(report.read_text(encoding="utf-8"))
    return tried, failed


def by_doctest(steps: list[Step], folder: Folder) -> tuple[int, int]:
    """Run the prompts as the examples of one docstring."""
    tried = failed = 0
    names: dict[str, object] = {"__name__": "__main__"}
    for step in steps:
        if do(step, folder):
            continue
        source, expected = str(step["source"]), str(step["expected"])
        options = {doctest.ELLIPSIS: bool(step["ellipsis"])}
        example = doctest.Example(source, expected, raised_by(expected), options=options)
        test = doctest.DocTest([example], names, "session", None, 0, None)
        runner = doctest.DocTestRunner(verbose=False)
        result = runner.run(test, out=lambda _text: None, clear_globs=False)
        names = test.globs
        tried += result.attempted
        failed += result.failed
    return tried, failed


def by_sybil(steps: list[Step], folder: Folder) -> tuple[int, int]:
    """Run the prompts by Sybil's own doctest parser, in one namespace."""
    tried = failed = 0
    namespace: dict[str, object] = {}
    for step in steps:
        if do(step, folder):
            continue
        document = Document(as_typed(step), "session")
        document.namespace = namespace
        options = doctest.ELLIPSIS if step["ellipsis"] else 0
        for region in DocTestParser(options)(document):
            document.add(region)
        for example in document.examples():
            tried += 1
            failed += not passes(example.evaluate)
    return tried, failed


TOOLS = {"doctest": by_doctest, "sybil": by_sybil}
"""By name: how a tool runs a session, in this very process."""


def do(step: Step, folder: Folder) -> bool:
    """Save or delete a file, if that is the step; tells whether it was."""
    if "save" in step:
        folder.save(str(step["save"]), str(step["text"]), bool(step["same"]))
    elif "delete" in step:
        folder.delete(str(step["delete"]))
    return "source" not in step


def passes(evaluate: Callable[[], object]) -> bool:
    """Whether an example of Sybil's raises nothing."""
    try:
        evaluate()
    except Exception:  # noqa: BLE001 - whatever it raises, the page was not confirmed
        return False
    return True


def as_typed(step: Step) -> str:
    """A prompt as it stands on a page."""
    return ">>> " + str(step["source"]).replace("\n", "\n... ") + "\n" + str(step["expected"])


def raised_by(expected: str) -> str | None:
    """The last lines of an expected traceback, as `doctest` wants them."""
    _, mark, rest = expected.partition(HEADER)
    return "".join(rest.splitlines(keepends=True)[1:]) if mark else None


def main(tool: str, scratch: str) -> None:
    """Run the session of standard input in a folder of its own, and leave the numbers beside it."""
    steps = json.load(sys.stdin)
    folder = Path(scratch, "demo")
    folder.mkdir()
    os.chdir(folder)
    sys.path.insert(0, "")
    for step in steps:  # a page shows the folder under a name that no user of these tools has
        step["expected"] = str(step.get("expected", "")).replace("/demo", str(folder))
    numbers = TOOLS[tool](steps, Folder(str(folder)))
    Path(scratch, "told.json").write_text(json.dumps(numbers), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
