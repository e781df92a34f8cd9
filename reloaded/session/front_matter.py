"""The front matter of a page: what every builder reads alike, and nothing else.

MkDocs shows front matter that it can't read as text of the page, while Zensical stops or leaves it
out; so a claim could stand in it that a reader of one site sees, and that no test runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from reloaded.errors import BookError

MARK = "---"
"""The line above front matter, and the line below it."""

KEYS: dict[str, type | tuple[type, ...]] = {
    "title": str,
    "description": str,
    "hide": list,
    "search": dict,
    "speaks_of": str,
}
"""What a page may say of itself, and as what."""

METADATA = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
"""A first line that MkDocs takes for metadata (mkdocs/utils/meta.py, `META_RE`)."""


def check_front_matter(lines: list[str], name: str) -> None:
    """Refuse front matter that two builders would read differently.

    Args:
        lines: the page without newlines.
        name: what errors call the page.

    Raises:
        BookError: with the line of what is not as it must be.
    """
    if lines[0].rstrip() != MARK:
        if METADATA.match(lines[0]):
            fault = "MkDocs takes this line for metadata, and shows it nowhere; begin the page with"
            raise BookError(f"{fault} a heading, or put the line between two lines ---", name, 1)
        return
    ends = [at for at, line in enumerate(lines[1:], 2) if line.rstrip() in (MARK, "...")]
    if not ends:
        fault = "this front matter is never closed; end it with ---, or delete this line"
        raise BookError(fault, name, 1)
    for at in (1, ends[0]):
        if lines[at - 1] != MARK:
            raise BookError("front matter stands between two lines ---; write one here", name, at)
    if ends[0] == len(lines):
        raise BookError("MkDocs wants a newline behind this ---; add one", name, ends[0])
    check_keys(lines[1 : ends[0] - 1], name)


def check_keys(lines: list[str], name: str) -> None:
    """Refuse what is not a mapping, and in a mapping each key that a page doesn't have."""
    text = "\n".join(lines)
    try:
        node = yaml.compose(text, yaml.SafeLoader)
        value = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line if error.problem_mark else 0
        fault = f"this front matter is not valid YAML: {error.problem}; mend it, or delete it"
        raise BookError(fault, name, min(at, len(lines) - 1) + 2) from None
    except (ValueError, yaml.YAMLError) as error:
        fault = f"this front matter can't be read: {error}; mend it, or delete it"
        raise BookError(fault.replace("\n", " "), name, 2) from None
    if not isinstance(node, yaml.MappingNode):
        fault = "front matter must be a mapping, title: Reload; write one, or delete both lines"
        raise BookError(f"{fault} ---", name, 2)
    known = set[str]()
    for key, at in keys(node):
        if key not in KEYS or key in known or not isinstance(value[key], KEYS[key]):
            fault = f"a page has no key {key}; delete it or write another"
            if key in KEYS:
                fault = f"{key} is given twice" if key in known else f"{key} holds something else"
            cure = "a page has title, description, speaks_of (strings), hide (a list), search"
            raise BookError(f"{fault}; {cure} (a mapping), each once", name, at)
        known.add(key)


def keys(node: yaml.MappingNode) -> Iterator[tuple[str, int]]:
    """Yield each key of front matter, with its line in the page."""
    for key, _ in node.value:
        yield str(key.value), key.start_mark.line + 2
