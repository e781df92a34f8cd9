"""The Python of the page is a bare interpreter at its prompt, as far as a session can see."""

from __future__ import annotations

import ast
import json
from typing import Any

import pytest

from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.find_pythons import find
from reloaded.pyodide import runtime
from reloaded.pyodide.adapt import FINDERS, LOADED
from reloaded.pyodide.run_sessions import outcomes
from reloaded.pyodide.session_json import LANGUAGE
from tests.support.needs import missing
from tests.support.sessions import printed

MANY = 100
"""Of as many modules that were just written, three in five were not found before the adaptation."""


@pytest.fixture(scope="session")
def book() -> Book:
    """The book, with its runtime."""
    missing(runtime.folder(Book()) / runtime.LIBRARY, "build the site")
    assert runtime.ensure(Book())
    return Book()


@pytest.fixture(scope="session")
def cpython() -> Interpreter:
    """The CPython that Pyodide is to be like."""
    found = find(LANGUAGE, Book().environments).interpreters
    return found[0] if found else pytest.skip(f"CPython {LANGUAGE} is not here")


def save(path: str, text: str, *, same_second: bool = False) -> dict[str, Any]:
    """Save a file."""
    return {"kind": "save", "path": path, "text": text, "sameSecond": same_second}


def type_(source: str, block: int = 0) -> dict[str, Any]:
    """Type a statement."""
    return {"kind": "type", "source": source, "block": block}


def command(source: str) -> dict[str, Any]:
    """Type at the shell."""
    return {"kind": "command", "source": source}


def do(book: Book, *steps: dict[str, Any], seconds: float = 30.0) -> list[str]:
    """What each step prints, or why it could not be done; of a text, each line is enough."""
    came = outcomes(book, {"a": list(steps)}, seconds=seconds)["a"]
    return [one["why"] if "why" in one else one["output"] for one in came]


FACTS = (
    "import sys; sorted(sys.modules)",
    "sorted(globals())",
    "import builtins; sorted(vars(builtins))",
    "__name__, __spec__, __doc__, __package__",
    "[one.__name__ for one in sys.meta_path]",
    "[sys.path[0], sys.argv, sys.dont_write_bytecode]",
    "[sys.excepthook is sys.__excepthook__, sys.displayhook is sys.__displayhook__]",
    "[sys.flags.inspect, sys.flags.interactive, sys.flags.optimize]",
    "[sys.ps1, sys.ps2, sys.stdin.isatty(), sys.stdout.isatty(), sys.stdout.line_buffering]",
    "[sys.stdout.encoding, sys.stderr.errors, sys.getfilesystemencoding()]",
    "import os; os.getcwd(), os.listdir()",
    "__import__('importlib').__name__, sys.modules['_frozen_importlib'].__name__",
)


def test_a_session_sees_what_it_sees_on_cpython(book: Book, cpython: Interpreter) -> None:
    """Modules, names, finders, hooks, flags, streams: the prompt tells no difference."""
    there = do(book, *map(type_, FACTS))

    assert dict(zip(FACTS, printed(*FACTS, on=cpython), strict=True)) == dict(
        zip(FACTS, there, strict=True)
    )


ASKING = (
    "input('? ')",
    "input()",
    "import sys; sys.stdin.read(), sys.stdin.readline()",
    "print(1)",
)


def test_a_program_that_asks_meets_the_end_of_the_file(book: Book, cpython: Interpreter) -> None:
    """There is nobody to answer `input()`, here as there."""
    there = do(book, *map(type_, ASKING))

    assert printed(*ASKING, on=cpython) == there
    assert "EOFError: EOF when reading a line\n" in there[0]


def test_the_list_of_loaded_modules_is_that_of_cpython(cpython: Interpreter) -> None:
    """The list in adapt.py is what a prompt has loaded, no more and no less."""
    (shown,) = printed("import sys, json; print(json.dumps(sorted(sys.modules)))", on=cpython)

    loaded = {name for name in json.loads(shown) if name.partition(".")[0] != "json"}

    assert loaded >= LOADED
    assert ("BuiltinImporter", "FrozenImporter", "PathFinder") == FINDERS


BOOT = """\
import gc
(boot,) = [one.boot for one in gc.get_objects() if type(one).__name__ == "Session"]
[name for name in boot if type(boot[name]).__name__ == "StandIn"]
sorted(boot.keys() & {"asyncio.events", "dataclasses", "dis", "logging", "random", "subprocess"})
"""
NAMES = ["asyncio", "inspect", "shutil", "tempfile", "tokenize", "traceback", "zipfile"]


def test_the_start_imports_none_of_what_is_stood_in_for(book: Book) -> None:
    """Half of a start's imports are saved; a session that asks gets the real modules."""
    *_, stood_in, spared = do(book, *map(type_, BOOT.splitlines()))
    real = [f"import {name}; {name}.__file__" for name in NAMES]

    assert set(NAMES) | {"pyodide.webloop"} == set(ast.literal_eval(stood_in))
    assert spared == "[]\n"
    for name, printed_ in zip(NAMES, do(book, *map(type_, real)), strict=True):
        assert printed_.startswith(f"'/lib/python314.zip/{name}")


def test_a_module_that_was_just_written_is_found(book: Book) -> None:
    """However fast a program writes: each change of a folder has a moment of its own."""
    write = f"for n in range({MANY}): open('m%d.py' % n, 'w').close(); m = __import__('m%d' % n)"
    rename = "import os; os.rename('m0.py', 'late.py'); import late; late"

    assert ["", "<module 'late' from '/demo/late.py'>\n"] == do(book, type_(write), type_(rename))


def test_an_edit_in_the_same_second_is_not_seen(book: Book) -> None:
    """The trap that a chapter tells of works there too; two seconds later it does not."""
    assert ["", "1\n", "", "1\n", "", "3\n"] == do(
        book,
        save("bar.py", "x = 1\n"),
        type_("import importlib, bar; bar.x"),
        save("bar.py", "x = 2\n", same_second=True),
        type_("importlib.reload(bar).x"),
        save("bar.py", "x = 3\n"),
        type_("importlib.reload(bar).x"),
    )


def test_code_finds_no_way_out_of_the_worker(book: Book) -> None:
    """Neither the page's JavaScript nor a network is in reach of an import."""
    came = do(book, type_("import js"), type_("import pyodide_js"))

    assert all("ModuleNotFoundError" in one for one in came)


def test_output_is_capped(book: Book) -> None:
    """A step that prints without measure ends in a notice; the next one is fine."""
    long, short = do(book, type_("print('x' * 200_000)"), type_("print('y')"))

    assert len(long) < 66_000
    assert long.endswith("\n[the output was cut after 65,536 bytes]\n")
    assert "y\n" == short


def test_a_statement_that_does_not_end_is_ended(book: Book) -> None:
    """Nothing but the end of its worker stops it, and nothing comes after it."""
    came = do(book, type_("1"), type_("while True: pass"), type_("2"), seconds=8)

    assert ["1\n", "it was still running when its time was up"] == came


def test_the_reader_s_own_modules_are_told(book: Book) -> None:
    """For each: its file, and which names still hold it after another object took its place."""
    steps = [
        save("shop/prices.py", "TEA = 3\n"),
        type_("import shop.prices, sys; old = shop.prices"),
        type_("del sys.modules['shop.prices']"),
        type_("import shop.prices as new"),
        {"kind": "modules"},
    ]

    *_, came = outcomes(book, {"a": steps})["a"]

    told = {one["name"]: one for one in came["value"]}
    assert {"shop": None, "shop.prices": "/demo/shop/prices.py"} == {
        name: one["file"] for name, one in told.items()
    }
    assert {("__main__", "old", False), ("__main__", "new", True), ("shop", "prices", True)} == {
        (one["in"], one["as"], one["same"]) for one in told["shop.prices"]["bound"]
    }


def test_after_an_exit_another_interpreter_has_the_folder(book: Book) -> None:
    """`sys.exit()` prints its reason; nothing can follow in its block, but in the next one."""
    came = do(
        book,
        save("bar.py", "x = 1\n"),
        type_("import bar, sys; y = 1; sys.exit('bye')"),
        type_("import bar; bar.x, 'y' in globals(), bar.__cached__ is not None", block=1),
        type_("raise SystemExit", block=1),
        type_("1", block=1),
    )

    assert ["", "bye\n", "(1, False, True)\n"] == came[:3]
    assert "the interpreter has exited" == came[-1]


TRACEBACK = """\
Traceback (most recent call last):
  File "<string>", line 1, in <module>
    open("new.txt", "w").write("kept\\n"); 1 / 0
                                          ~~^~~
ZeroDivisionError: division by zero
[exit status 1]
"""


def test_commands_are_programs_of_their_own(book: Book) -> None:
    """`python FILE`, `-m` and `-c` as on a terminal: output, status, traceback, folder."""
    came = do(
        book,
        save("app.py", "import sys\nprint(__name__, sys.argv, sys.path[0])\nsys.exit(3)\n"),
        command("python app.py one"),
        command("python -m app"),
        command('python -c \'open("new.txt", "w").write("kept\\n"); 1 / 0\''),
        command("cat new.txt"),
        type_("import sys; 'app' in sys.modules, open('new.txt').read()"),
    )

    assert [
        "",
        "__main__ ['app.py', 'one'] /demo\n[exit status 3]\n",
        "__main__ ['/demo/app.py'] /demo\n[exit status 3]\n",
        TRACEBACK,
        "kept\n",
        "(False, 'kept\\n')\n",
    ] == came


@pytest.mark.parametrize(
    "line", ["python a.py | cat", "python a.py > b", "ls *", "python -O a.py", "A=1 python a.py"]
)
def test_what_wants_a_real_shell_is_refused(book: Book, line: str) -> None:
    """A command that cannot be done there is never done half."""
    (came,) = do(book, command(line))

    assert came.startswith("NotImplementedError")


def test_a_path_that_leads_out_of_the_folder_is_refused(book: Book) -> None:
    """Files of the page are files of `/demo`."""
    (came,) = do(book, save("../lib/x.py", ""))

    assert "leads out of the folder" in came
