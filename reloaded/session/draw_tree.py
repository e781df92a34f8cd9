"""Draws a folder the way a page shows it."""

from __future__ import annotations

from itertools import groupby

CACHE = "__pycache__/"


def draw(paths: list[str], like: str = CACHE) -> str:
    """Draw what a folder holds.

    Args:
        paths: relative paths with forward slashes; those of folders end in one.
        like: the drawing on the page; `__pycache__` folders are drawn only where it draws one.

    Returns:
        The drawing, its first line `/demo/`.
    """
    if CACHE not in like:
        paths = [path for path in paths if CACHE not in path]
    return "".join(line + "\n" for line in ["/demo/", *branches(paths)])


def branches(paths: list[str]) -> list[str]:
    """The lines below a folder whose contents are given relative to it."""
    entries = [
        (name, [path[len(name) + 1 :] for path in group if "/" in path])
        for name, group in groupby(sorted(paths, key=in_order), lambda path: path.split("/")[0])
    ]
    lines: list[str] = []
    for number, (name, below) in enumerate(entries, 1):
        is_last = number == len(entries)
        lines.append(("└── " if is_last else "├── ") + name + ("/" if below else ""))
        further = "    " if is_last else "│   "
        lines += [further + line for line in branches([path for path in below if path])]
    return lines


def in_order(path: str) -> list[str]:
    """Sort by name, level by level: a folder stands beside its own contents."""
    return path.split("/")
