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

    def lazily(self, statement: str) -> str:
        """An import statement, made lazy where Python has lazy imports."""
        lazy = self.interpreter.language.startswith("3.15")
        return f"lazy {statement}" if lazy else statement


HOST = "own-name-stops-reload/before/host.py"
FRESH = ("fixture-restores-both/fresh.py", "fixture-restores-both/entries.py")
SAFELY = "names-can-be-put-back/before/safely.py"
PLUGINS = "plugin-needs-its-entry/plugins.py"
INPLACE = "code-can-be-replaced/before/inplace.py"
LAZY = "lazy-loader-runs-twice/lazy.py"
READ_ONLY = "read-only-refuses-reload/after/settings.py"
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


def rolled_back(line: str, shows: str) -> str:
    """A program whose reload of `shop` fails behind a line, and which shows what is there then."""
    return (
        "import shop, safely\n"
        "with open('shop/__init__.py', 'w') as file:\n"
        f"    file.write({line!r} + '\\n1 / 0\\n')\n"
        "try:\n    safely.reload_or_restore(shop)\n"
        f"except ZeroDivisionError:\n    print({shows})\n"
    )


def test_a_roll_back_puts_a_submodule_over_what_hides_it(run: Run) -> None:
    """The failed body bound a function of the same name to the package."""
    program = rolled_back("from .terms import terms", shows="shop.terms.DAYS")
    files = {"shop/__init__.py": "", "shop/terms.py": "DAYS = 14\ndef terms(): pass\n"}
    assert ["14"] == run(program, files, SAFELY)


def test_a_roll_back_keeps_a_submodule_that_is_false(run: Run) -> None:
    """An empty mapping in the entry is an entry all the same."""
    program = rolled_back("import shop.flags", shows="shop.flags")
    flags = "import sys\nsys.modules[__name__] = {}\n"
    assert ["{}"] == run(program, {"shop/__init__.py": "", "shop/flags.py": flags}, SAFELY)


def test_new_code_is_kept_from_functions_of_other_modules(run: Run) -> None:
    """They have callers whom the edit isn't meant for, and a bound method takes no code."""
    program = (
        "import checkout, inplace\n"
        "with open('checkout.py', 'w') as file:\n"
        "    file.write('# to America\\nfrom america import cost\\n')\n"
        "inplace.update(checkout)\n"
        "import europe; print(europe.cost(), checkout.cost())\n"
    )
    files = {
        "america.py": "def cost(): return 9\n",
        "europe.py": "def cost(): return 5\n",
        "checkout.py": "import random\nfrom europe import cost\npick = random.Random().choice\n",
    }
    assert ["5 9"] == run(program, files, INPLACE)


def test_a_lazy_submodule_is_no_attribute_of_its_package(run: Run) -> None:
    """An import that finds the entry sets nothing, and a second call makes a second module."""
    program = (
        "from lazy import import_lazily\n"
        "prices = import_lazily('shop.prices')\n"
        "import shop.prices\n"
        "print(hasattr(shop, 'prices'), prices.TEA, import_lazily('shop.prices') is prices)\n"
    )
    files = {"shop/__init__.py": "", "shop/prices.py": "TEA = 3\n"}
    assert ["False 3 False"] == run(program, files, LAZY)


def test_a_read_only_package_gets_no_submodule(run: Run) -> None:
    """An import is content with a class that refuses."""
    package = (Book().snippets / READ_ONLY).read_text()
    files = {"shop/__init__.py": package, "shop/prices.py": "TEA = 3\n"}
    program = "import shop.prices; print(hasattr(shop, 'prices'))"
    assert ["reading settings.py", "False"] == run(program, files)


def test_the_child_writes_json_and_has_options_of_its_own(run: Run) -> None:
    """A tuple and a key that is a number don't come back as they were, and -O isn't handed on."""
    program = "import fresh; print(__debug__, fresh.constants('prices'))"
    prices = "PAIR = (1, 2)\nCODES = {404: 1}\nDEBUG = __debug__\n"
    told = "False {'CODES': {'404': 1}, 'DEBUG': True, 'PAIR': [1, 2]}"
    assert [told] == run(program, {"prices.py": prices}, CONSTANTS, option="-O")


def test_the_child_asks_for_the_names_that_dir_lists(run: Run) -> None:
    """A module's `__getattr__` may know more names than its namespace has."""
    prices = (
        "import sys\nsys.argv = ['prices']\nCOFFEE = 4\n"
        "def __dir__(): return ['COFFEE', 'TEA']\n"
        "def __getattr__(name):\n"
        "    if name == 'TEA': return 3\n"
        "    raise AttributeError(name)\n"
    )
    program = "import fresh; print(fresh.constants('prices'))"
    assert ["{'COFFEE': 4, 'TEA': 3}"] == run(program, {"prices.py": prices}, CONSTANTS)


def test_the_child_gets_what_a_lazy_from_stands_for(run: Run) -> None:
    """In the namespace there is a proxy, which JSON can't write."""
    files = {"base.py": "TEA = 3\n", "prices.py": f"{run.lazily('from base import TEA')}\n"}
    assert ["{'TEA': 3}"] == run("import fresh; print(fresh.constants('prices'))", files, CONSTANTS)


def test_a_copy_of_a_namespace_holds_the_proxy(run: Run) -> None:
    """Nothing in the copying looks the name up."""
    files = {"base.py": "TEA = 3\n", "prices.py": f"{run.lazily('from base import TEA')}\n"}
    program = (
        "import runpy, types\n"
        "proxy = getattr(types, 'LazyImportType', int)\n"
        "print(isinstance(runpy.run_path('prices.py')['TEA'], proxy))\n"
    )
    assert ["True"] == run(program, files)


def test_a_plugin_that_replaces_itself_is_its_entry_and_not_the_result(run: Run) -> None:
    """The loader returns the module whose body has run."""
    program = (
        "import plugins, sys\n"
        "print(hasattr(plugins.load('plugin.py'), 'rate'), sys.modules['plugin_1'].rate)\n"
    )
    plugin = "import sys, types\nsys.modules[__name__] = types.SimpleNamespace(rate=20)\n"
    assert ["False 20"] == run(program, {"plugin.py": plugin}, PLUGINS)


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
