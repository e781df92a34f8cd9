"""Writes the texts of a frame, cut to their room."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

LETTER = 7
"""How wide a letter of code is: 0.6 em of 11.5 units, and a bit for other fonts."""


def pair(  # noqa: PLR0913 - a place and two texts
    start: float, end: float, y: float, name: str, words: str, *, lost: bool
) -> Iterator[str]:
    """A name on the left of a row, and a value or a word on the right.

    Args:
        start: where the name begins, in units of the frame.
        end: where the value ends.
        y: the baseline of both.
        name: is cut last: it may take three fifths of the row and what the value leaves.
        words: the value, or what became of it; left out beside a lost name that needs the room.
        lost: whether both are struck out.

    Yields:
        One or two `text` elements.
    """
    letters = int((end - start) / LETTER)
    value = min(len(words), max(letters - len(name) - 1, letters * 2 // 5))
    style = "code lost" if lost else "code"
    if lost and len(name) + 1 + len(words) > letters:  # the line through it says so
        words, value = "", 0
    yield cut(start, y, name, LETTER * (letters - value - bool(words)), style)
    if words:
        style = "kind" if lost else "code soft"
        yield cut(end, y, words, LETTER * value, style, end=True)


def cut(  # noqa: PLR0913, PLR0917 - a place, a text and how it looks
    x: float,
    y: float,
    words: str,
    room: float,
    style: str,
    tail: str = "",
    *,
    end: bool = False,
    whole: str = "",
) -> str:
    """A text that fits the room; where it does not, it is cut, and a tooltip has it whole.

    Args:
        x: where it starts, or ends.
        y: its baseline.
        words: the text.
        room: how wide it may be.
        style: its classes.
        tail: what is never cut, behind it.
        end: whether it ends at `x`.
        whole: what the tooltip says in place of the text.

    Returns:
        A `text` element; with a `title`, which browsers show as a tooltip, where it is cut.
    """
    letters = int(room / LETTER) - len(tail)
    written = words if len(words) <= letters else words[: max(1, letters - 1)] + "…"
    if written != words and style != "code soft" and ("." in words or "[" in words):
        written = "…" + words[-max(1, letters - 1) :]  # the end of a dotted name tells more
    anchor = ' text-anchor="end"' if end else ""
    whole = whole or words + tail
    tip = f"<title>{escape(whole, quote=False)}</title>" if written + tail != whole else ""
    return (
        f'<text class="{style}" x="{number(x)}" y="{number(y)}"{anchor}>{tip}'
        f"{escape(written + tail, quote=False)}</text>"
    )


def text(x: float, y: float, words: str, style: str, *, end: bool = False) -> str:
    """A text that is never cut.

    Args:
        x: where it starts, or ends.
        y: its baseline.
        words: the text.
        style: its classes.
        end: whether it ends at `x`.

    Returns:
        A `text` element.
    """
    return cut(x, y, words, LETTER * len(words), style, end=end)


def number(value: float) -> str:
    """A number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0") if value else "0"
