"""A `pycon` or `console` block is a row of things typed, each with what it prints."""

from __future__ import annotations

import pytest

from reloaded.session.prompts import PYTHON, SHELL, Dialogue, Typed


@pytest.mark.parametrize(
    ("dialogue", "body", "expected"),
    [
        (PYTHON, [">>> 1"], [Typed(5, "1", "")]),
        (PYTHON, [">>> 1", "1"], [Typed(5, "1", "1\n")]),
        (PYTHON, [">>> x = 1", ">>> x", "1"], [Typed(5, "x = 1", ""), Typed(6, "x", "1\n")]),
        (PYTHON, [">>> if x:", "...     y", "..."], [Typed(5, "if x:\n    y\n", "")]),
        (PYTHON, [">>> if x:", "...     y", "... ", "1"], [Typed(5, "if x:\n    y\n", "1\n")]),
        (
            PYTHON,
            [">>> f()", "", "1", "", ">>> 2"],
            [Typed(5, "f()", "\n1\n\n"), Typed(9, "2", "")],
        ),
        (PYTHON, [">>> f()", "  1 ", " 2"], [Typed(5, "f()", "  1 \n 2\n")]),
        (PYTHON, [">>> f()", "1", "... 2"], [Typed(5, "f()", "1\n... 2\n")]),
        (PYTHON, [">>> f()", "...more"], [Typed(5, "f()", "...more\n")]),
        (PYTHON, [">>> f(1,", "... 2,", "... 3)", "6"], [Typed(5, "f(1,\n2,\n3)", "6\n")]),
        (PYTHON, [">>> newer if x:", "...     y", "... "], [Typed(5, "newer if x:\n    y\n", "")]),
        (PYTHON, [">>>  x"], [Typed(5, " x", "")]),
        (PYTHON, [">>> f()", " >>> 1"], [Typed(5, "f()", " >>> 1\n")]),
        (SHELL, ["$ ls", "a.py"], [Typed(5, "ls", "a.py\n")]),
        (SHELL, ["$ ls \\", "> -a", ".", "> b"], [Typed(5, "ls \\\n-a", ".\n> b\n")]),
        (SHELL, ["$ python -i", ">>> 1"], [Typed(5, "python -i", ">>> 1\n")]),
        (SHELL, ["$ cat <<END", "> 1", "> END", "1"], [Typed(5, "cat <<END\n1\nEND", "1\n")]),
    ],
)
def test_a_block_is_what_is_typed_and_what_it_prints(
    dialogue: Dialogue, body: list[str], expected: list[Typed]
) -> None:
    """Sources lose their prompts and nothing else; output loses nothing, blank lines included."""
    assert expected == dialogue.read(tuple(body), 5, "docs/page.md")
