"""The recipes that the book recommends do what it says of them, and end where it says so."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter


@pytest.fixture
def run(each: Interpreter, tmp_path: Path) -> Run:
    """Runs programs beside recipes."""
    return Run(each, tmp_path)


class Run:
    """Runs a program on an interpreter, in a folder of files."""

    def __init__(self, interpreter: Interpreter, folder: Path) -> None:
        self.interpreter = interpreter
        self.folder = folder

    def __call__(
        self, program: str, files: dict[str, str], *recipes: str, option: str = "-B"
    ) -> list[str]:
        """The lines that a program prints.

        Args:
            program: its source.
            files: what stands in its folder, by path.
            recipes: snippets that are copied into it.
            option: of the interpreter.
        """
        for path, text in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text)
        for recipe in recipes:
            shutil.copy(Book().snippets / recipe, self.folder)
        command: list[str | Path] = [self.interpreter.executable, option, "-c", program]
        return subprocess.check_output(command, cwd=self.folder, text=True).splitlines()


HOST = "own-name-stops-reload/before/host.py"
FRESH = ("fixture-restores-both/fresh.py", "fixture-restores-both/entries.py")
SAFELY = "names-can-be-put-back/before/safely.py"
CONSTANTS = "child-process-forgets/before/fresh.py"


def test_pickle_wants_a_plugin_without_a_dot_in_its_name(run: Run) -> None:
    """What stands before the dot would have to be a package."""
    program = (
        "import host, pickle\n"
        "note = host.load('my.notes').Note()\n"
        "try:\n    pickle.dumps(note)\nexcept pickle.PicklingError:\n    print('refused')\n"
    )
    assert ["refused"] == run(program, {"plugins/my.notes.py": "class Note: pass\n"}, HOST)


def test_another_thread_gets_a_plugin_half_made(run: Run) -> None:
    """An import would wait for the body's end."""
    program = (
        "import host, threading\n"
        "host.inside, host.go = threading.Event(), threading.Event()\n"
        "first = threading.Thread(target=host.load, args=['slow'])\n"
        "first.start()\n"
        "host.inside.wait()\n"
        "print(hasattr(host.load('slow'), 'READY'))\n"
        "host.go.set()\n"
        "first.join()\n"
        "print(hasattr(host.load('slow'), 'READY'))\n"
    )
    slow = "import host\nhost.inside.set()\nhost.go.wait()\nREADY = 1\n"
    assert ["False", "True"] == run(program, {"plugins/slow.py": slow}, HOST)


def test_an_entry_that_the_twin_made_stays_with_it(run: Run) -> None:
    """`fresh` puts back the entries of one name, and of what lies below it."""
    program = (
        "import sys, shop\n"
        "from fresh import fresh\n"
        "with fresh('shop') as twin: pass\n"
        "print(sys.modules['shop'] is shop, sys.modules['store'] is twin)\n"
    )
    shop = "import sys\nsys.modules['store'] = sys.modules[__name__]\n"
    assert ["True True"] == run(program, {"shop.py": shop}, *FRESH)


def test_a_roll_back_puts_a_submodule_over_what_hides_it(run: Run) -> None:
    """The failed body bound a function of the same name to the package."""
    program = (
        "import shop, safely\n"
        "with open('shop/__init__.py', 'w') as file:\n"
        "    file.write('from .terms import terms\\n1 / 0\\n')\n"
        "try:\n    safely.reload_or_restore(shop)\n"
        "except ZeroDivisionError:\n    print(shop.terms.DAYS)\n"
    )
    files = {"shop/__init__.py": "", "shop/terms.py": "DAYS = 14\ndef terms(): pass\n"}
    assert ["14"] == run(program, files, SAFELY)


def test_the_child_writes_json_and_has_options_of_its_own(run: Run) -> None:
    """A tuple and a key that is a number don't come back as they were, and -O isn't handed on."""
    program = "import fresh; print(__debug__, fresh.constants('prices'))"
    prices = "PAIR = (1, 2)\nCODES = {404: 1}\nDEBUG = __debug__\n"
    told = "False {'PAIR': [1, 2], 'CODES': {'404': 1}, 'DEBUG': True}"
    assert [told] == run(program, {"prices.py": prices}, CONSTANTS, option="-O")


def test_a_change_of_the_filters_shows_a_warning_again(run: Run) -> None:
    """Without one, the second and the third run of the body are silent."""
    program = (
        "import importlib, warnings\n"
        "told = []\n"
        "warnings.showwarning = lambda *about: told.append(about)\n"
        "import legacy\n"
        "importlib.reload(legacy)\n"
        "print(len(told))\n"
        "with warnings.catch_warnings(): pass\n"
        "importlib.reload(legacy)\n"
        "print(len(told))\n"
    )
    legacy = "import warnings\nwarnings.warn('use modern instead', stacklevel=1)\n"
    assert ["1", "2"] == run(program, {"legacy.py": legacy})
