"""A reader's install is enough for what it is for, and commands that want more say how it comes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reloaded.book import ROOT, THEME
from reloaded.errors import LARGER_INSTALL
from tests.support.needs import needs
from tests.support.small_book import small_book
from tests.support.small_install import modules, started

PLUGINS = ("-p", "reloaded.testing.plugin", "-p", "no:cacheprovider")


@pytest.mark.parametrize(
    ("program", "arguments", "told"),
    [
        ("mkdocs", ("build",), r"Documentation built"),
        ("pytest", (*PLUGINS, "-q", "docs", "quizzes"), r"(?m)^[1-9]\d* passed"),
    ],
)
def test_reading_and_proving_import_nothing_of_the_larger_install(
    program: str, arguments: tuple[str, ...], told: str, tmp_path: Path, environments: Path
) -> None:
    """Neither MkDocs nor pytest, their plugins and ours; this book's own site is built likewise."""
    book = small_book(tmp_path / "book")
    (book.root / ".reloaded").mkdir()
    (book.root / ".reloaded/environments").symlink_to(environments)
    (book.root / "pyproject.toml").write_text('[tool.pytest]\nfilterwarnings = ["error"]\n')
    variables = {"RELOADED_THEME": str(THEME), "NO_MKDOCS_2_WARNING": "1", "PYTEST_ADDOPTS": ""}

    done = subprocess.run(
        started(Path(sys.executable).with_name(program), *arguments),
        cwd=book.root,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(told, done.stdout + done.stderr)


def test_a_file_of_tests_that_wants_more_is_skipped(tmp_path: Path) -> None:
    """It says so by `needs`; none is an error, with its import of what isn't there."""
    program = tmp_path / "program.py"
    program.write_text(
        "import importlib, sys, pytest\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n        importlib.import_module(name)\n"
        "    except pytest.skip.Exception as skipped:\n        print(f'{name}: {skipped}')\n"
    )
    files = [file.relative_to(ROOT) for file in (ROOT / "tests").rglob("test_*.py")]
    names = [".".join(file.with_suffix("").parts) for file in files]
    variables = {"RELOADED_NEEDS": "", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / '.ci'}"}

    done = subprocess.run(
        started(program, *names),
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    want = f"playwright is not installed: .venv/bin/pip install -r {LARGER_INSTALL}"
    assert f"tests.site.test_print: {want}" in done.stdout.splitlines()


@pytest.mark.parametrize(
    ("command", "package"),
    [
        ("compare", "bs4"),
        ("export --format anki", "genanki"),
        ("browser --measure", "playwright"),
    ],
)
def test_a_command_that_needs_more_says_how_it_comes(
    command: str, package: str, tmp_path: Path
) -> None:
    """In one line, before anything else is done."""
    folders = [str(tmp_path), str(tmp_path)] if command == "compare" else []
    chapter = ["docs/reload/keeps.md"] if command.startswith("export") else []

    done = subprocess.run(
        started(ROOT / "reloaded/__main__.py", *command.split(), *folders, *chapter),
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == (
        f"{LARGER_INSTALL}: `{command}` wants {package}, which is not installed:"
        f" .venv/bin/pip install -r {LARGER_INSTALL}"
    )


def test_the_other_commands_need_no_more(tmp_path: Path) -> None:
    """Their modules are there, and so is every format but Anki's."""
    program = tmp_path / "program.py"
    program.write_text(
        "from reloaded.__main__ import main\nfrom reloaded.exports.write import WRITERS\n"
        "from reloaded.exports.file_names import Edition\n"
        "others = {name: write for name, write in WRITERS.items() if name != 'anki'}\n"
        "print(*(name for name, write in others.items() if write([], Edition('T', 0))))"
        "\nmain(['theme'])\n"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(started(program), env=env, capture_output=True, text=True, check=True)
    assert ["moodle gift qti", str(THEME)] == done.stdout.splitlines()


def test_an_import_of_what_a_small_install_lacks_is_seen(tmp_path: Path) -> None:
    """Whichever package it is of."""
    program = tmp_path / "program.py"
    program.write_text("import importlib, sys\nimportlib.import_module(sys.argv[1])\n")
    needs("beautifulsoup4", "playwright")
    assert {"anki", "bs4", "mypy", "playwright", "zensical"} <= modules()
    for name in ("bs4", "playwright.sync_api"):
        done = subprocess.run(started(program, name), capture_output=True, text=True, check=False)
        assert f"No module named '{name.partition('.')[0]}'" in done.stderr
    subprocess.run(started(program, "yaml"), check=True)
