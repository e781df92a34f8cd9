"""What is passed around keeps its values, and says what happens on which Python."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from reloaded.interpreters.gates import EVERYWHERE, Gate
from reloaded.interpreters.processes import Ended
from reloaded.session.model import (
    Chapter,
    Command,
    DeleteFile,
    Fence,
    Outcome,
    Prompt,
    SaveFile,
    Session,
    Step,
    Tree,
    replaced,
)
from reloaded.session.prompts import PYTHON, Typed
from reloaded.session.run_session import Proof
from reloaded.session.scan import Heading, RawFence

STEPS = [
    SaveFile(1, EVERYWHERE, "a.py", "x = 1\n"),
    DeleteFile(2, EVERYWHERE, ("a.py",)),
    Prompt(3, EVERYWHERE, "1", "1\n"),
    Command(4, EVERYWHERE, "ls", "a.py\n"),
    Tree(5, EVERYWHERE, "", "/demo/\n"),
]


def session(*made: Step, cpython_only: bool | None = None) -> Session:
    """A claim of such steps."""
    fences = (Fence(1, 1, "", "pycon", "", made),)
    made_of = Session("docs/page.md", "a-claim", "A claim", 1, fences)
    return made_of if cpython_only is None else replace(made_of, cpython_only=cpython_only)


VALUES = [
    *STEPS,
    session(*STEPS),
    session(*STEPS).fences[0],
    Chapter("docs/page.md", "", (), (), frozenset()),
    EVERYWHERE,
    PYTHON,
    Typed(1, "1", "1\n"),
    Heading(1, 2, "A claim", "a-claim", ()),
    RawFence(1, 3, "", "pycon", {}, (">>> 1",)),
    Ended(0),
    Outcome(1, "1\n"),
    Proof("", "CPython 3.13.0", "3.13", "3.13.0 (main)", "Linux", ()),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("name", ["line", "a_new_name"])
def test_nobody_changes_what_others_hold(value: object, name: str) -> None:
    """A page that was parsed can be given to anyone: its values stay as they are."""
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, 7)


def test_a_step_is_plain_unless_it_says_otherwise() -> None:
    """A save takes its time, and what is compared is compared exactly."""
    assert not SaveFile(1, EVERYWHERE, "a.py", "").same_second
    assert not Prompt(1, EVERYWHERE, "1", "1\n").ellipsis


@pytest.mark.parametrize(
    ("cpython_only", "implementation", "happens"),
    [
        (None, "CPython", True),
        (None, "PyPy", True),
        (False, "PyPy", True),
        (True, "CPython", True),
        (True, "PyPy", False),
        (True, "Brython", False),
    ],
)
def test_a_claim_about_cpython_says_nothing_of_others(
    cpython_only: bool | None,  # noqa: FBT001 - a table
    implementation: str,
    *,
    happens: bool,
) -> None:
    """On another implementation nothing of it happens, so nothing is compared."""
    claim = session(*STEPS, cpython_only=cpython_only)

    assert happens == claim.speaks_of("3.13", implementation)
    assert tuple(STEPS if happens else ()) == claim.steps_on("3.13", implementation)


def test_a_claim_happens_on_cpython_where_nothing_else_is_said() -> None:
    """Whoever names no implementation means the one that the book is about."""
    assert session(*STEPS, cpython_only=True).speaks_of("3.13")


def test_a_claim_speaks_of_a_version_on_which_something_is_compared() -> None:
    """Files alone say nothing, and neither does a step for other versions."""
    later = Prompt(3, Gate(">=3.14"), "1", "1\n")

    assert session(STEPS[0], later).speaks_of("3.14")
    assert not session(STEPS[0], later).speaks_of("3.13")
    assert (STEPS[0],) == session(STEPS[0], later).steps_on("3.13")


def test_a_claim_about_a_release_speaks_of_its_minor_version() -> None:
    """Whether it is run there depends on the release that is at hand."""
    mended = session(STEPS[0], Prompt(3, Gate(">=3.14.1,<3.15"), "1", "1\n"))

    assert ("3.14",) == mended.versions
    assert mended.speaks_of("3.14.1")
    assert not mended.speaks_of("3.14.0")


def test_a_session_has_the_picture_that_it_asks_for() -> None:
    """It is the fence of that language, wherever it stands, or none."""
    made = session(*STEPS)
    others = [Fence(2, 3, "", language, "", ()) for language in ("json", "quiz")]
    picture = Fence(4, 5, "", "picture", "", ())

    assert replace(made, fences=(*made.fences, *others)).picture is None
    assert replace(made, fences=(*others, picture)).picture is picture


def test_steps_of_a_session_are_changed_or_dropped() -> None:
    """What is not spoken of stays as it is, and so does the session that is given."""
    made = session(*STEPS)
    other = Prompt(3, EVERYWHERE, "2", "2\n")

    changed = replaced(made, {STEPS[1]: None, STEPS[2]: other})

    assert (STEPS[0], other, *STEPS[3:]) == changed.steps
    assert tuple(STEPS) == made.steps
