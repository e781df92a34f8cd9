"""A fence may speak of some Pythons only, named by a range."""

from __future__ import annotations

import pytest

from reloaded.interpreters.gates import EVERYWHERE, SUPPORTED, Gate, spelled, told_apart_by


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("", SUPPORTED),
        (">=3.13", ("3.13", "3.14", "3.15")),
        (">3.13", ("3.14", "3.15")),
        ("<3.12", ("3.11",)),
        ("<=3.12", ("3.11", "3.12")),
        (">=3.12,<3.14", ("3.12", "3.13")),
        ("==3.14", ("3.14",)),
        ("==3.14.*", ("3.14",)),
        ("!=3.14", ("3.11", "3.12", "3.13", "3.15")),
        ("~=3.14", ("3.14", "3.15")),
        (" >= 3.15 ", ("3.15",)),
        (">=3.14.1", ("3.14", "3.15")),
        ("<3.13.8", ("3.11", "3.12", "3.13")),
        (">=3.13.8,<3.14", ("3.13",)),
        ("<3.13.0", ("3.11", "3.12")),
        (">3.15.0", ("3.15",)),
        ("!=3.13.2", SUPPORTED),
    ],
)
def test_a_range_names_versions(text: str, versions: tuple[str, ...]) -> None:
    """A range admits the minor versions that it says, 3.9 being less than 3.11."""
    assert versions == Gate(text).versions


@pytest.mark.parametrize(
    "text",
    [
        "3.13",
        "3.13+",
        ">=",
        "py3",
        "3.11 3.12",
        ">=3.13;<3.14",
        ">=3.15.0rc1",
        "<3.13.0.1",
        "===3.13x",
    ],
)
def test_what_is_no_range_is_refused(text: str) -> None:
    """A version alone is no range, nor is a bound that no interpreter's three numbers can be."""
    with pytest.raises(ValueError, match="is not a version range; write one"):
        Gate(text)


@pytest.mark.parametrize(
    "text", ["<3.11", ">=3.16", "==2.7", ">3.12,<3.12", "<3.11.0", ">3.13.1,<3.13.2"]
)
def test_a_range_of_nothing_is_refused(text: str) -> None:
    """A fence for no supported Python would never be run."""
    with pytest.raises(ValueError, match="covers none of the supported versions"):
        Gate(text)


def test_only_a_range_makes_a_fence_one_of_several() -> None:
    """A fence without a range stands alone; one with a range may need company."""
    assert not EVERYWHERE
    assert Gate(">=3.11")


@pytest.mark.parametrize(
    ("text", "admitted", "refused"),
    [
        ("<=3.13", ("3.13.0", "3.13.9"), ("3.14.0",)),
        ("==3.13", ("3.13.0", "3.13.9"), ("3.12.9", "3.14.0")),
        (">3.12", ("3.13.0",), ("3.12.0", "3.12.9")),
        ("!=3.13", ("3.14.2",), ("3.13.9",)),
        ("~=3.13", ("3.13.9", "3.15.2"), ("3.12.9",)),
        ("<3.14", ("3.13.11",), ("3.14.0",)),
    ],
)
def test_a_bound_of_two_numbers_is_about_minor_versions(
    text: str, admitted: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    """All releases of a minor version lie on one side of it."""
    assert (admitted, ()) == (admits(text, *admitted), admits(text, *refused))


@pytest.mark.parametrize(
    ("text", "admitted", "refused"),
    [
        (">=3.13.8", ("3.13.8", "3.13.10", "3.14.0"), ("3.13.7", "3.12.12")),
        (">=3.13.8,<3.14", ("3.13.8", "3.13.12"), ("3.13.0", "3.14.0")),
        ("==3.14.0", ("3.14.0",), ("3.14.1", "3.14.10")),
        ("~=3.14.1", ("3.14.1", "3.14.10"), ("3.14.0", "3.15.0")),
        ("==3.13.*,!=3.13.8", ("3.13.9",), ("3.13.8", "3.14.1")),
        (">3.14.1", ("3.14.2", "3.15.0"), ("3.14.1",)),
    ],
)
def test_a_bound_of_three_numbers_is_about_releases(
    text: str, admitted: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    """A change that a bug-fix release brought has its gate there, 3.13.10 being after 3.13.8."""
    assert (admitted, ()) == (admits(text, *admitted), admits(text, *refused))


def admits(text: str, *versions: str) -> tuple[str, ...]:
    """Those of some versions that a gate admits."""
    return tuple(filter(Gate(text).admits, versions))


@pytest.mark.parametrize(
    ("texts", "versions"),
    [
        ((), SUPPORTED),
        ((">=3.13", "<3.13"), SUPPORTED),
        ((">=3.14.1",), ("3.11", "3.12", "3.13", "3.14.0", "3.14.1", "3.14.2", "3.15")),
        (
            ("<3.14.1", ">=3.14.3"),
            ("3.11", "3.12", "3.13", *(f"3.14.{number}" for number in range(5)), "3.15"),
        ),
    ],
)
def test_gates_tell_versions_apart(texts: tuple[str, ...], versions: tuple[str, ...]) -> None:
    """A minor version is one, until a bound names a release of it: then each answer has its own."""
    assert versions == told_apart_by(*map(Gate, texts))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("", "==3.13", True),
        ("<3.13", ">=3.13", False),
        ("<3.14.1", "==3.14", True),
        ("<3.14.1", ">=3.14.1", False),
        (">=3.13.8,<3.14", "==3.13.0", False),
        (">=3.14.5", "~=3.14.1", True),
    ],
)
def test_gates_meet_on_a_python_that_both_admit(one: str, other: str, meet: bool) -> None:  # noqa: FBT001 - a table
    """Which of two gates is asked makes no difference."""
    assert (meet, meet) == (Gate(one).meets(Gate(other)), Gate(other).meets(Gate(one)))


@pytest.mark.parametrize(
    ("texts", "inside", "outside"),
    [
        ((">=3.13",), "3.13 and later", "3.11 to 3.12"),
        (("<3.12",), "3.11", "3.12 and later"),
        (("==3.15",), "3.15", "3.11 to 3.14"),
        (("!=3.13",), "3.11 to 3.12, 3.14 and later", "3.13"),
        (("<3.13.8",), "3.11 to 3.13.7", "3.13.8 and later"),
        (("==3.14.0",), "3.14.0", "3.11 to 3.13, 3.14.1 and later"),
        (("==3.13.*,<3.13.8",), "3.13.0 to 3.13.7", "3.11 to 3.12, 3.13.8 and later"),
        (("==3.13.*,>=3.13.8",), "3.13 from 3.13.8", "3.11 to 3.13.7, 3.14 and later"),
        (("<3.13.8", ">=3.14.1"), "3.11 to 3.13.7, 3.14.1 and later", "3.13.8 to 3.14.0"),
        (("!=3.13.8",), "3.11 to 3.13.7, 3.13.9 and later", "3.13.8"),
        ((">=3.15.9",), "3.15.9 and later", "3.11 to 3.15.8"),
        (("==3.13.*,>=3.13.9,<3.13.12",), "3.13.9 to 3.13.11", "3.11 to 3.13.8, 3.13.12 and later"),
        (("==3.12.*,<3.12.4", ">=3.12.4,<3.13.8"), "3.12 to 3.13.7", "3.11, 3.13.8 and later"),
    ],
)
def test_versions_are_named_the_short_way(
    texts: tuple[str, ...], inside: str, outside: str
) -> None:
    """Runs have a first and a last, and a gap among them is seen."""
    gates = list(map(Gate, texts))
    assert (inside, outside) == (spelled(gates), spelled(gates, outside=True))
