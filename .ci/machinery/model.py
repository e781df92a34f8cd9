"""What the modules of this folder pass on to each other."""

from __future__ import annotations

from dataclasses import dataclass

TIME = "timeout"
"""What is said of tests whose time was up."""


@dataclass(frozen=True, order=True)
class Key:
    """What names a mutant, however its line is written and wherever the function stands.

    A position without the total would name another mutant once the function has one more of them.

    Attributes:
        place: the function around it, with the class of a method (`Live.type`); outside of any the
            name that is set there, or nothing.
        operator: what cosmic-ray calls this kind of breakage.
        position: which of the operator's mutants in this place, counted from 1.
        total: how many the operator makes in this place.
    """

    place: str
    operator: str
    position: int = 1
    total: int = 1

    @property
    def survivor(self) -> str:
        """As `.ci/mutation.toml` writes it, below the place."""
        return f"{self.operator} {self.position} of {self.total}".removesuffix(" 1 of 1")

    def __str__(self) -> str:
        """As a person is told of it."""
        return f"{self.place or 'outside of functions'}: {self.survivor}"


@dataclass(frozen=True)
class Explained:
    """A survivor that a person has looked at.

    Attributes:
        key: which one.
        why: why no test could notice it.
    """

    key: Key
    why: str


@dataclass(frozen=True)
class Module:
    """A file that is broken, and the tests that are to notice.

    Attributes:
        file: relative to the checkout.
        stages: what pytest is given; a later stage runs only if the earlier ones noticed nothing.
        every_python: the tests need all supported Pythons.
        explained: the survivors that were looked at.
    """

    file: str
    stages: tuple[str, ...]
    every_python: bool
    explained: tuple[Explained, ...]


@dataclass(frozen=True)
class Config:
    """What `.ci/mutation.toml` says.

    Attributes:
        least: of 100 mutants of a module, how many must be killed.
        modules: what is broken.
    """

    least: float
    modules: tuple[Module, ...]


@dataclass(frozen=True)
class Mutant:
    """One way of breaking a module.

    Attributes:
        key: its name.
        occurrence: which of the operator's mutants in the file, counted from 0.
        line: where it is today.
    """

    key: Key
    occurrence: int
    line: int


@dataclass(frozen=True)
class Verdict:
    """What came of a mutant.

    Attributes:
        mutant: which one.
        killed: `failed` or `timeout`; empty where it survived.
        old: the lines that it replaces, without indentation.
        new: what it replaces them with.
    """

    mutant: Mutant
    killed: str
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
