"""Which Pythons a fence speaks of: `py=">=3.13"`, or by the release, `py=">=3.14.1"`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

SUPPORTED = ("3.11", "3.12", "3.13", "3.14", "3.15")
"""The minor versions of CPython that the book speaks of, oldest first: the only list of them."""

BOUND = re.compile(r"\d+(\.\d+)?(?P<release>\.\d+)?(\.\*)?")


@dataclass(frozen=True)
class Gate:
    """A range of Python versions, in the notation of packaging's version specifiers.

    Each bound is compared as it is written. One of two numbers is about minor versions, so that
    `<=3.13` and `==3.13` admit 3.13.9; one of three is about releases, so that `>=3.13.8` doesn't
    admit 3.13.0.

    Attributes:
        text: the range as the page has it, such as `>=3.13` or `>=3.12,<3.14`; empty admits all.

    Raises:
        ValueError: the text is not a range, or no supported version lies in it.
    """

    text: str = ""

    def __post_init__(self) -> None:
        try:
            versions = self.versions
        except ValueError:
            raise ValueError(
                f'py="{self.text}" is not a version range; write one such as ">=3.13" or "<3.12"'
            ) from None
        if not versions:
            raise ValueError(
                f'py="{self.text}" covers none of the supported versions ({", ".join(SUPPORTED)})'
            )

    @property
    def versions(self) -> tuple[str, ...]:
        """The supported minor versions of which the gate admits a release, oldest first."""
        admitted = (minor(version) for version in told_apart_by(self) if self.admits(version))
        return tuple(dict.fromkeys(admitted))

    def admits(self, version: str) -> bool:
        """Tell whether the gate admits a version of the language, such as `3.13.0`.

        `3.13` is taken for its first release where a bound is about releases.
        """
        if not self.text:
            return True
        from packaging.specifiers import SpecifierSet  # noqa: PLC0415 - a browser has none, nor gates

        return all(
            specifier.contains(version if about_releases(specifier.version) else minor(version))
            for specifier in SpecifierSet(self.text)
        )

    def meets(self, other: Gate) -> bool:
        """Tell whether some Python is admitted by both gates."""
        return any(map(other.admits, filter(self.admits, told_apart_by(self, other))))

    def __bool__(self) -> bool:
        return bool(self.text)


def minor(version: str) -> str:
    """The minor version: `3.13` of `3.13.8`."""
    return ".".join(version.split(".")[:2])


def about_releases(bound: str) -> bool:
    """Tell whether the version in a bound has three numbers.

    Raises:
        ValueError: it is a pre-release or the like, which an interpreter's three numbers can't be.
    """
    if not (match := BOUND.fullmatch(bound)):
        raise ValueError(bound)
    return match["release"] is not None


def told_apart_by(*gates: Gate) -> tuple[str, ...]:
    """The supported versions, as finely as some gates tell them apart, oldest first.

    A minor version stands for all its releases, unless a bound names one of them. Then it is there
    as its first release, each that is named, and the one after, which stands for what follows.
    """
    return tuple(version for supported in SUPPORTED for version in releases(supported, gates))


def releases(version: str, gates: Collection[Gate]) -> Iterator[str]:
    """Yield a minor version, or those releases of it at which a gate's answer may change."""
    release = re.compile(rf"(?<![\d.]){re.escape(version)}\.(\d+)")
    named = {int(number) for gate in gates for number in release.findall(gate.text)}
    if not named:
        yield version
    else:
        yield from (
            f"{version}.{number}" for number in sorted({0, *named, *(n + 1 for n in named)})
        )


def uncovered(*gates: Gate) -> tuple[str, ...]:
    """The supported versions that none of some gates admits, as finely as they tell them apart."""
    every = told_apart_by(*gates)
    return tuple(version for version in every if not any(gate.admits(version) for gate in gates))


def spelled(gates: Collection[Gate], *, outside: bool = False) -> str:
    """Name the supported versions that some gates admit: `3.11 to 3.13.7, 3.14.1 and later`.

    Args:
        gates: each admits its own.
        outside: name those that none of them admits.
    """
    every, left_out = told_apart_by(*gates), uncovered(*gates)
    numbered = groupby(range(len(every)), key=lambda place: (every[place] in left_out) == outside)
    return ", ".join(span(every, list(run)) for chosen, run in numbered if chosen)


def span(every: tuple[str, ...], run: list[int]) -> str:
    """Name a run of versions, given the places of its members in the list of all."""
    first, last = every[run[0]], every[run[-1]]
    whole = first.removesuffix(".0")
    if run[-1] == len(every) - 1:
        return whole if last == first else f"{whole} and later"
    after = every[run[-1] + 1]
    if minor(after) == minor(last):
        last = f"{minor(last)}.{int(after.rpartition('.')[2]) - 1}"
        first = first if minor(last) == minor(first) else whole
        return first if first == last else f"{first} to {last}"
    last = minor(last)
    if whole == last:
        return last
    return f"{last} from {first}" if minor(first) == last else f"{whole} to {last}"


EVERYWHERE = Gate()
"""Admits every Python."""
