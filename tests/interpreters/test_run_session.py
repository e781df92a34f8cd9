"""A session is run step by step, and each step is told what came of it."""

from __future__ import annotations

import pytest

from reloaded.guest.runner import EPOCH
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.gates import EVERYWHERE
from reloaded.session.model import Command, DeleteFile, SaveFile
from reloaded.session.run_session import prove
from tests.support.sessions import fate, session_of, steps, troubles


def test_a_step_that_is_wrong_does_not_stop_the_others(interpreter: Interpreter) -> None:
    """One wrong output is one red step; what follows is typed and compared as ever."""
    session = session_of("```pycon\n>>> x = 1\n>>> x\n2\n>>> x + 1\n2\n```")

    proof = prove(session, interpreter)
    outcomes = proof.outcomes

    assert not proof.holds
    assert [False, True, False] == [bool(outcome.trouble) for outcome in outcomes]
    assert [4, 5, 7] == [outcome.line for outcome in outcomes]


def test_silence_is_compared_too(interpreter: Interpreter) -> None:
    """A statement that shows no output must print none."""
    session = session_of("```pycon\n>>> print(1)\n>>> 2\n2\n```")

    outcomes = prove(session, interpreter).outcomes

    assert outcomes[0].trouble.startswith("Expected:\n    (nothing)\nGot:\n    1\n")


def test_a_session_is_alone(interpreter: Interpreter) -> None:
    """Two runs of one session see neither each other's files nor each other's names."""
    session = session_of(
        """
        ```console
        $ ls
        $ touch left-behind
        $ ls
        left-behind
        ```

        ```pycon
        >>> "tea" in globals()
        False
        >>> tea = 3
        ```
        """
    )

    assert prove(session, interpreter) == prove(session, interpreter)
    assert prove(session, interpreter).holds


def test_a_command_is_a_persons(interpreter: Interpreter) -> None:
    """`python` is the session's interpreter, the folder is /demo, a failure shows its status."""
    assert "" == troubles(
        """
        ```python title="bar.py"
        raise SystemExit(4)
        ```

        ```console
        $ python -m bar
        [exit status 4]
        $ pwd; printf 'no newline'; exit 2
        /demo
        no newline
        [exit status 2]
        $ command -v python
        /venv/bin/python
        $ python -c "
        > import os
        > print([name for name in os.environ if name.startswith('RELOADED')])"
        []
        $ cat
        ```
        """,
        interpreter,
    )


def test_a_command_takes_a_persons_time(interpreter: Interpreter) -> None:
    """After a command the folder has a new time of the session's clock, as after a save."""
    session = steps(
        SaveFile(0, EVERYWHERE, "a.py", ""),
        "import os; made = os.stat('.').st_mtime_ns",
        Command(3, EVERYWHERE, "touch b.py", ""),
        f"made < os.stat('.').st_mtime_ns < {EPOCH + 60} * 10**9",
    )

    assert "True\n" == prove(session, interpreter).outcomes[3].printed


def test_what_a_command_makes_is_found(interpreter: Interpreter) -> None:
    """A module that a command writes or deletes is seen by the prompt that was there before."""
    assert "" == troubles(
        """
        ```pycon
        >>> import bar
        Traceback (most recent call last):
          ...
        ModuleNotFoundError: No module named 'bar'
        ```

        ```console
        $ echo 'tea = 3' > bar.py
        ```

        ```pycon
        >>> import bar
        >>> bar.tea
        3
        ```

        ```console
        $ rm bar.py
        $ test -e bar.py || echo gone
        gone
        ```

        ```pycon
        >>> from importlib import reload
        >>> reload(bar)
        Traceback (most recent call last):
          ...
        ModuleNotFoundError: spec not found for the module 'bar'
        ```
        """,
        interpreter,
    )


@pytest.mark.parametrize(
    ("step", "trouble"),
    [
        (DeleteFile(3, EVERYWHERE, ("nope.py",)), "[Errno 2] No such file or directory: '/demo/"),
        (DeleteFile(3, EVERYWHERE, ("folder",)), "[Errno 21] Is a directory: '/demo/folder'"),
        (SaveFile(3, EVERYWHERE, "folder", ""), "[Errno 21] Is a directory: '/demo/folder'"),
        (SaveFile(3, EVERYWHERE, "a.py/b.py", ""), "[Errno 17] File exists: '/demo/a.py'"),
        (SaveFile(3, EVERYWHERE, "x" * 300, ""), "[Errno 36] File name too long: '/demo/xxx"),
        (SaveFile(3, EVERYWHERE, "out/x.py", ""), "out/x.py leads out of the folder"),
        (DeleteFile(3, EVERYWHERE, ("out/x.py",)), "out/x.py leads out of the folder"),
    ],
)
def test_a_file_that_cannot_be_saved_or_deleted_is_told(
    step: SaveFile | DeleteFile, trouble: str, interpreter: Interpreter
) -> None:
    """The file system's refusal is the step's trouble, with the path as the page has it."""
    prepared = "import os; os.mkdir('folder'); os.symlink('..', 'out')"

    first, second, told, after = fate(
        SaveFile(1, EVERYWHERE, "a.py", ""), prepared, step, "1", on=interpreter
    )

    assert ["", "", ""] == [first, second, after]
    assert told.startswith(f"the file system refuses: {trouble}")


@pytest.mark.parametrize("numbers", [2, 3])
def test_steps_for_other_pythons_are_left_out(interpreter: Interpreter, numbers: int) -> None:
    """A proof has an outcome for each step that its interpreter's version admits, and no other."""
    own = ".".join(interpreter.language.split(".")[:numbers])
    page = f'```pycon py="!={own}"\n>>> 1\n2\n```\n\n```pycon py="=={own}"\n>>> 2\n2\n```'

    proof = prove(session_of(page), interpreter)

    assert [9] == [outcome.line for outcome in proof.outcomes]
    assert proof.holds


def test_a_proof_names_where_it_ran(interpreter: Interpreter) -> None:
    """A proof is of one session on one interpreter, in its very version."""
    session = steps("1")

    proof = prove(session, interpreter)

    assert (session.digest, interpreter.name) == (proof.digest, proof.interpreter)
    assert (interpreter.language, interpreter.full) == (proof.language, proof.full)


def test_a_proof_holds_no_address(interpreter: Interpreter) -> None:
    """Where a page lets output vary, two runs leave the same proof all the same."""
    page = '```pycon match="ellipsis"\n>>> object()\n<object object at ...>\n```'

    first, second = (prove(session_of(page), interpreter) for _ in range(2))

    assert first == second
    assert "<object object at 0x…>\n" == first.outcomes[0].printed


def test_a_missing_last_newline_passes(interpreter: Interpreter) -> None:
    """A reader of the screen can't tell an output that ends in a newline from one that doesn't."""
    for command in ("printf tea", "echo tea"):
        assert "" == troubles(f"```console\n$ {command}\ntea\n```", interpreter)
    assert "Expected" in troubles("```console\n$ printf 'tea\\n\\n'\ntea\n```", interpreter)


def test_a_byte_that_is_not_utf_8_is_compared_as_an_escape(interpreter: Interpreter) -> None:
    r"""`\xff` stands for the byte."""
    page = "```console\n$ printf '\\377'\n{}\n```"

    assert "" == troubles(page.format(r"\xff"), interpreter)
    assert "Expected" in troubles(page.format(r"\xfe"), interpreter)
