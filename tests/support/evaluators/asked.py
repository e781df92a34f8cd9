"""What a program asks that has imported a quiz file, and the mark that it gives for an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser


class RefusedError(Exception):
    """The format's rules turn the file down, or leave open what they do with it."""


@dataclass(frozen=True)
class Chosen:
    """A question that offers its answers.

    Attributes:
        name: the name that a teacher sees.
        offered: the answers as a reader sees them, in the order of the file.
        several: whether a reader may choose more than one.
        mark: from the places of the chosen answers to the mark.
    """

    name: str
    offered: tuple[str, ...]
    several: bool
    mark: Callable[[frozenset[int]], float]


@dataclass(frozen=True)
class Typed:
    """A question with a field.

    Attributes:
        name: the name that a teacher sees.
        mark: from what was typed to the mark.
    """

    name: str
    mark: Callable[[str], float]


Asked = Chosen | Typed


class _Text(HTMLParser):
    """Keeps what stands between the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Called between tags."""
        self.parts.append(data)


def shown(html: str) -> str:
    """HTML as a reader sees it, without the spaces around it."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts).strip()
