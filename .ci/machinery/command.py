"""The command line of `.ci/mutation`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from machinery.checkout import Checkout
from machinery.explanations import ConfigError, read_config
from machinery.model import Module
from machinery.trial import try_module

HELP = """\
Break the machinery of the book in small ways, one at a time: `<` becomes `<=`, `and` becomes `or`,
1 becomes 2, a loop is never entered. After each, run the tests of that module. A test that fails
has noticed: the mutant is killed. A mutant that survives shows behaviour that no test looks at.

For each module: how many are killed, and each survivor with its place and its diff. A survivor that
.ci/mutation.toml does not explain is marked with !. The command fails
- if less than 90 of 100 mutants of a module are killed, whatever is explained;
- if a survivor is not explained;
- if an explanation fits no survivor any more.

What to do about a survivor: add a test that fails on it, or delete the code if nothing needs it. If
no test could tell it from the original, write in .ci/mutation.toml why, under the name that is
printed here: its function, the operator, and which of this operator's mutants in the function.
"""

EPILOG = """\
examples:
  .ci/mutation                               everything; a quarter of an hour on two cores
  .ci/mutation reloaded/session/scan.py      one module
  .ci/mutation reloaded/session/scan.py:71   one line, after a test was added for it

Needs .venv, as .ci/run makes it, and for the tests of the runner every supported Python
(`.venv/bin/python -m reloaded pythons`). cosmic-ray gets an environment of its own below .reloaded,
since no reader of the book needs it. The tests run in copies of the checkout: your files are never
broken.

exit status: 0, 1 where something is to be done, 2 for a wrong use.
"""


def main(home: Path) -> int:
    """Try the mutants that are asked for; returns the exit status.

    Args:
        home: the checkout that this command belongs to; its .venv runs the tests.
    """
    options = arguments(home)
    python = home / ".venv/bin/python"
    try:
        config = read_config(options.checkout / ".ci/mutation.toml")
        chosen = choose(options.files, config.modules)
    except (ConfigError, ValueError) as error:
        print(error)
        return 2
    if any(module.every_python for module, _ in chosen):
        check_pythons(home, python)
    with tempfile.TemporaryDirectory(prefix="mutation-", ignore_cleanup_errors=True) as scratch:
        folders = [Path(os.path.realpath(scratch), str(number)) for number in range(options.jobs)]
        copies = [Checkout(options.checkout, folder, python) for folder in folders]
        try:
            results = [try_module(module, line, copies, config.least) for module, line in chosen]
        finally:
            for copy in copies:
                copy.close()
    print("", *(summary for summary, _ in results), sep="\n")
    faults = [fault for _, faults in results for fault in faults]
    print(*faults, sep="\n")
    return 1 if faults else 0


def arguments(home: Path) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        prog=".ci/mutation",
        description=HELP,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE[:LINE]", help="what to break (default: everything)"
    )
    parser.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count(),
        metavar="N",
        help="how many mutants are tried at a time (default: one for each core, %(default)s)",
    )
    parser.add_argument(
        "--checkout",
        type=Path,
        default=home,
        metavar="FOLDER",
        help="the project to break, with a .ci/mutation.toml of its own (default: this one)",
    )
    return parser.parse_args()


def choose(names: list[str], modules: tuple[Module, ...]) -> list[tuple[Module, int]]:
    """What the command line asks for: modules, each with a line, or 0 for all of them.

    Raises:
        ValueError: something else was asked for.
    """
    if not names:
        return [(module, 0) for module in modules]
    chosen: list[tuple[Module, int]] = []
    for name in names:
        file, _, line = name.partition(":")
        found = [module for module in modules if module.file == file]
        if not found or not (line or "0").isdigit():
            known = ", ".join(one.file for one in modules)
            raise ValueError(f"{name}: not one of these: {known}")
        chosen.append((found[0], int(line or 0)))
    return chosen


def check_pythons(home: Path, python: Path) -> None:
    """Stop where a supported Python is missing: what only it runs would survive."""
    found = subprocess.run([python, "-m", "reloaded", "pythons"], cwd=home, check=False)
    if found.returncode:
        sys.exit("a Python is missing, and mutants of what only it runs would survive")
