"""Reads YAML in which every scalar is a string, and remembers the line of each value."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import yaml

from reloaded.errors import BookError


@dataclass(frozen=True)
class Text:
    """A scalar: `True`, `3.10` and `no` are the words that they look like.

    Attributes:
        value: the string.
        line: of its first line in the file, counted from 1.
        file: the file, as the reader of a message would open it.
    """

    value: str
    line: int
    file: str

    def fail(self, message: str) -> BookError:
        """An error at this place."""
        return BookError(message, self.file, self.line)


@dataclass(frozen=True)
class Mapping:
    """A mapping of keys to values.

    Attributes:
        node: as PyYAML has parsed it.
        what: what errors call it, such as `question`.
        file: the file, as the reader of a message would open it.
    """

    node: yaml.MappingNode
    what: str
    file: str

    @property
    def article(self) -> str:
        """What errors call any such mapping."""
        return f"{'an' if self.what[0] in 'aeiou' else 'a'} {self.what}"

    @property
    def line(self) -> int:
        """Where it begins, counted from 1."""
        return int(self.node.start_mark.line) + 1

    def check(self, required: Collection[str], optional: Collection[str] = ()) -> None:
        """Refuse a key that is unknown, there twice, or missing."""
        known = [*required, *optional]
        found = set[str]()
        for key, _ in self.node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f"did you mean {near[0]}?" if near else f"it may have {', '.join(known)}"
                raise BookError(f"{self.article} has no {name}; {hint}", self.file, line)
            if name in found:
                raise BookError(f"{name} is given twice; keep one", self.file, line)
            found.add(name)
        for name in required:
            if name not in found:
                raise BookError(f"this {self.what} has no {name}; write it", self.file, self.line)

    def text(self, name: str) -> Text:
        """A value that must be a string, and not of white space alone."""
        node = self.value(name)
        found = text_of(node, self.file, name) if node else Text("", self.line, self.file)
        if node and not found.value.strip():
            raise found.fail(f"{name} is empty; write it, or delete the line")
        return found

    def items(self, name: str) -> Iterator[yaml.Node]:
        """The members of a value that must be a list; nothing where there is none."""
        node = self.value(name)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            line = node.start_mark.line + 1
            raise BookError(f"{name} must be a list: write - before each", self.file, line)
        yield from node.value

    def value(self, name: str) -> yaml.Node | None:
        """The node of a value."""
        return next((value for key, value in self.node.value if key.value == name), None)


def compose(text: str, file: str) -> yaml.Node | None:
    """Parse a file; raises BookError where it is not YAML."""
    try:
        return yaml.compose(text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        raise BookError(f"not YAML: {error.problem or error.context}", file, line) from None
    except yaml.YAMLError as error:
        raise BookError(f"not YAML: {' '.join(str(error).split())}", file) from None


def mapping(node: yaml.Node, what: str, file: str) -> Mapping:
    """A node that must be a mapping.

    Args:
        node: of the file.
        what: what errors call it, such as `question`.
        file: the file, as the reader of a message would open it.

    Returns:
        The node with its name and file.

    Raises:
        BookError: it is anything else.
    """
    if not isinstance(node, yaml.MappingNode):
        fault = f"this {what} must be a mapping: write key: value"
        raise BookError(fault, file, node.start_mark.line + 1)
    return Mapping(node, what, file)


def text_of(node: yaml.Node, file: str, name: str) -> Text:
    """A node that must be a scalar; of a block, the line is that of its first line.

    Args:
        node: of the file.
        file: the file, as the reader of a message would open it.
        name: what errors call the value.

    Returns:
        The string without newlines at its end.

    Raises:
        BookError: it is anything else, or in a style that would lose its line breaks.
    """
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.ScalarNode):
        raise BookError(f"{name} must be a string: write it behind the colon or dash", file, line)
    if node.style == ">":
        raise BookError(f"{name} would lose its line breaks; write | in place of >", file, line)
    if node.style in (None, '"', "'") and "\n" in node.value:
        raise BookError(f"{name} goes over several lines; write it as a block, with |", file, line)
    return Text(node.value.rstrip("\n"), line + (node.style == "|"), file)
