"""The package is a house: each room has one purpose, and imports run downwards only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reloaded.book import ROOT

PACKAGE = ROOT / "reloaded"

FLOORS = (
    "__main__",
    "testing",
    "markdown",
    "bench mutation audit exports ask",
    "quiz pyodide",
    "pictures",
    "book",
    "store",
    "session",
    "interpreters",
    "guest errors files",
)
"""The rooms from the top down; those of one floor don't know each other."""

LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms.split()}

FILES = sorted(PACKAGE.rglob("*.py"))

MANY = 3
"""How many arguments need their section in a docstring."""


def room(file: Path) -> str:
    """The first part of a module's name within the package."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the rooms that a module imports from, each with its line."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "reloaded":
            inside = (node.module or "").split(".")[1:2]
            for name in inside or [one.name for one in node.names]:
                yield node.lineno, name
        elif isinstance(node, ast.Import):
            for one in node.names:
                if one.name.startswith("reloaded."):
                    yield node.lineno, one.name.split(".")[1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_run_downwards(file: Path) -> None:
    """A module imports from its own room, and from rooms further down."""
    own = room(file)
    upwards = [
        f"{file.relative_to(ROOT)}:{line}: {own} imports from {other}"
        for line, other in imports(file)
        if own not in ("__init__", other) and LEVEL[other] <= LEVEL[own]
    ]
    assert [] == upwards


def test_what_runs_in_a_session_imports_nothing_of_ours() -> None:
    """Its source is sent to another interpreter, which has no such package."""
    assert [] == [found for file in FILES if room(file) == "guest" for found in imports(file)]


def test_few_modules_stand_outside_of_a_room() -> None:
    """A newcomer finds what starts the program, the book, its errors and its files."""
    outside = sorted(file.name for file in FILES if file.parent == PACKAGE)
    assert ["__init__.py", "__main__.py", "book.py", "errors.py", "files.py"] == outside


def test_each_room_says_what_it_is_for() -> None:
    """In the docstring of its `__init__.py`."""
    rooms = [file for file in FILES if file.name == "__init__.py"]
    assert set(LEVEL) == {room(file) for file in FILES} - {"__init__"}
    assert [] == [file for file in rooms if not ast.get_docstring(ast.parse(file.read_text()))]


def test_an_import_upwards_is_seen(tmp_path: Path) -> None:
    """Whichever form it has."""
    file = tmp_path / "lower.py"
    file.write_text(
        "from reloaded import errors, quiz\nimport reloaded.markdown.page_source\nimport os\n"
    )
    assert [(1, "errors"), (1, "quiz"), (2, "markdown")] == list(imports(file))


def test_the_map_names_what_is_there() -> None:
    """Each room has a line in the README, and each file that the line names is in the room."""
    lines = re.findall(r"^\| `(\w+)/` \| (.*) \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    rooms = {name: text for name, text in lines if (PACKAGE / name).is_dir()}
    folders = {one.name for one in PACKAGE.iterdir() if one.is_dir() and one.name != "__pycache__"}
    assert folders == rooms.keys()
    lost = [
        f"{name}/{word}"
        for name, text in rooms.items()
        for word in re.findall(r"`(\w+)`", text)
        if not (PACKAGE / name / f"{word}.py").exists()
    ]
    assert [] == lost


def undocumented(source: str) -> Iterator[tuple[int, str]]:
    """Yield what the docstrings lack of functions that take three things or more.

    What `self`, `cls` and names with an underscore in front take counts for nothing, and neither do
    functions inside of functions. The arguments of `__init__` are in the docstring of its class.

    Args:
        source: of a module.

    Yields:
        The line of a function, and its name with the section that is missing.
    """
    todo: list[tuple[ast.AST, str]] = [(ast.parse(source), "")]
    for holder, outer in todo:
        for node in ast.iter_child_nodes(holder):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                text = ast.get_docstring(node) or ""
                yield from (
                    (node.lineno, f"{node.name}: {lack}") for lack in lacks(node, text, outer)
                )
            elif isinstance(node, ast.ClassDef):
                todo.append((node, ast.get_docstring(node) or ""))
            else:
                todo.append((node, outer))


def lacks(
    function: ast.FunctionDef | ast.AsyncFunctionDef, docstring: str, of_class: str
) -> Iterator[str]:
    """Yield the sections that a function should have and hasn't.

    Args:
        function: of a module or a class.
        docstring: its own.
        of_class: that of its class; empty for a function of a module.

    Yields:
        `Args`, `Returns` or `Raises`.
    """
    taken = function.args
    names = [argument.arg for argument in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
    if sum(name not in ("self", "cls") and not name.startswith("_") for name in names) < MANY:
        return
    if function.name == "__init__":
        docstring = f"{of_class}\n{docstring}"
    result = ast.unparse(function.returns) if function.returns else "None"
    raises = any(isinstance(node, ast.Raise) and node.exc for node in ast.walk(function))
    if "\nArgs:\n" not in docstring:
        yield "Args"
    if result != "None" and not re.search(r"\n(Returns|Yields):\n", docstring):
        yield "Returns"
    if raises and "\nRaises:\n" not in docstring:
        yield "Raises"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_function_of_three_arguments_documents_them(file: Path) -> None:
    """With the sections of Google's style; see `undocumented`."""
    lacking = undocumented(file.read_text(encoding="utf-8"))
    assert [] == [f"{file.relative_to(ROOT)}:{line}: {lack}" for line, lack in lacking]


def test_a_function_without_its_sections_is_seen() -> None:
    """Those that it needs, wherever it stands; an inner function and a short one need none."""
    source = '''
def bare(a, b, c) -> int:
    """Say nothing."""
    raise ValueError

def whole(a, b, *, c) -> Iterator[int]:
    """Say all.

    Args:
        a: one.
        b: another.
        c: a third.

    Yields:
        Numbers.
    """
    def inner(a, b, c): ...

def short(a, b, _c) -> int: ...

if True:
    class Holder:
        """Say nothing."""
        def __init__(self, a, b, c) -> None: ...

class Told:
    """Say all.

    Args:
        a: one.
        b: another.
        c: a third.
    """
    def __init__(self, a, b, c) -> None: ...
    def method(self, a, b, c) -> None: ...
'''
    expected = [
        (2, "bare: Args"),
        (2, "bare: Returns"),
        (2, "bare: Raises"),
        (24, "__init__: Args"),
        (35, "method: Args"),
    ]
    assert expected == sorted(undocumented(source), key=lambda lack: lack[0])


def test_the_drawn_paths_lead_through_rooms_that_there_are() -> None:
    """And through few of them: a claim's through six at most, an option's through eight."""
    page = (ROOT / "docs/contribute/architecture.md").read_text(encoding="utf-8")
    paths = [re.findall(r'class="room">([\w, ]+)<', svg) for svg in page.split("<svg")[1:]]
    claim, option = [{name for box in path for name in box.split(", ")} for path in paths]
    assert set() == (claim | option) - LEVEL.keys()
    assert len(claim) <= 6
    assert len(option) <= 8
