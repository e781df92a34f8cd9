"""A fence may speak of some Pythons only, named by a range."""

from __future__ import annotations

import pytest

from reloaded.session.gates import EVERYWHERE, SUPPORTED, Gate


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
    ],
)
def test_a_range_names_versions(text: str, versions: tuple[str, ...]) -> None:
    """A range admits the minor versions that it says, 3.9 being less than 3.11."""
    assert versions == Gate(text).versions


@pytest.mark.parametrize("text", ["3.13", "3.13+", ">=", "py3", "3.11 3.12", ">=3.13;<3.14"])
def test_what_is_no_range_is_refused(text: str) -> None:
    """A version alone, or anything else that packaging does not know, is no range."""
    with pytest.raises(ValueError, match="is not a version range; write one"):
        Gate(text)


@pytest.mark.parametrize("text", ["<3.11", ">=3.16", "==2.7", ">3.12,<3.12"])
def test_a_range_of_nothing_is_refused(text: str) -> None:
    """A fence for no supported Python would never be run."""
    with pytest.raises(ValueError, match="covers none of the supported versions"):
        Gate(text)


def test_only_a_range_makes_a_fence_one_of_several() -> None:
    """A fence without a range stands alone; one with a range may need company."""
    assert not EVERYWHERE
    assert Gate(">=3.11")
