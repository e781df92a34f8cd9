"""Which Pythons a fence speaks of: `py=">=3.13"`."""

from __future__ import annotations

from dataclasses import dataclass

SUPPORTED = ("3.11", "3.12", "3.13", "3.14", "3.15")
"""The minor versions of CPython that the book speaks of, oldest first: the only list of them."""


@dataclass(frozen=True)
class Gate:
    """A range of Python versions, in the notation of packaging's version specifiers.

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
        """The supported versions that the gate admits, oldest first."""
        return tuple(version for version in SUPPORTED if self.admits(version))

    def admits(self, version: str) -> bool:
        """Tell whether the gate admits a minor version such as `"3.13"`."""
        if not self.text:
            return True
        from packaging.specifiers import SpecifierSet  # noqa: PLC0415 - a browser has none, nor gates

        return SpecifierSet(self.text).contains(version)

    def __bool__(self) -> bool:
        return bool(self.text)


EVERYWHERE = Gate()
"""Admits every Python."""
