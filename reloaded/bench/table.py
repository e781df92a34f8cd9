"""Prints figures in columns."""

from __future__ import annotations

WIDTH = 11


def row(name: str, *cells: str) -> str:
    """A line of a table."""
    return f"{name:26}" + "".join(f"{cell:>{WIDTH}}  " for cell in cells).rstrip()
