"""A tree is drawn as `tree` draws it, and compared with the folder."""

from __future__ import annotations

import pytest

from reloaded.interpreters.environments import Interpreter
from reloaded.session.draw_tree import draw
from tests.support.sessions import troubles

PATHS = ["b/", "a.py", "b/c/", "b/c/d.py", "b.py", "b/__pycache__/", "b/__pycache__/c.pyc", "e/"]

PLAIN = """\
/demo/
├── a.py
├── b/
│   └── c/
│       └── d.py
├── b.py
└── e/
"""

CACHED = """\
/demo/
├── a.py
├── b/
│   ├── __pycache__/
│   │   └── c.pyc
│   └── c/
│       └── d.py
├── b.py
└── e/
"""


@pytest.mark.parametrize(("like", "drawing"), [(PLAIN, PLAIN), (CACHED, CACHED), ("", PLAIN)])
def test_a_folder_is_drawn_as_on_the_page(like: str, drawing: str) -> None:
    """Folders end in a slash and stand among their names; caches show where the page shows one."""
    assert drawing == draw(PATHS, like)


@pytest.mark.parametrize("paths", [PATHS, PATHS[::-1]])
def test_the_order_of_paths_does_not_matter(paths: list[str]) -> None:
    """A drawing is sorted by name."""
    assert PLAIN == draw(paths, PLAIN)


def test_an_empty_folder_is_its_root() -> None:
    """Nothing but the root is drawn of an empty folder."""
    assert "/demo/\n" == draw([], "")


def test_the_last_of_many_entries_ends_the_branch() -> None:
    """However many there are, one is the last."""
    drawing = draw([f"{number:03}.py" for number in range(300)], "")

    assert 299 == drawing.count("├── ")
    assert drawing.endswith("└── 299.py\n")


def test_a_drawing_is_compared_with_the_folder(interpreter: Interpreter) -> None:
    """A tree fence shows what was saved, made by a command and deleted; a wrong one is told."""
    page = """
        ```tree
        /demo/
        ```

        ```python title="shop/prices.py"
        ```

        ```console
        $ touch a b && mkdir shop/empty
        $ rm a
        ```

        ```tree
        /demo/
        ├── b
        └── shop/
            ├── empty/
            └── prices.py
        ```
    """
    assert "" == troubles(page, interpreter)
    wrong = troubles(page.replace("├── b", "├── a"), interpreter)
    assert wrong.startswith("line 15: Expected:")
    assert "    - ├── a" in wrong
    assert "    + ├── b" in wrong
