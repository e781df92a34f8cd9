"""Changes a book's `mkdocs.yml` as a tree of nodes, so that tags such as `!ENV` stay what they are.

Each function takes the text of the file and returns another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

EXTENSION = "reloaded.markdown"
"""What `mkdocs.yml` calls our extension."""

OURS = ("extra_css", "extra_javascript", "watch")
"""What a book tells its builder for the sake of our pages."""


def plain(text: str) -> str:
    """The same site by Material alone: without our extension, theme folder, styles and scripts."""
    root = read(text)
    for key in OURS:
        remove(root, key)
    theme = child(root, "theme")
    if isinstance(theme, yaml.MappingNode):
        remove(theme, "custom_dir")
    extensions = child(root, "markdown_extensions")
    if isinstance(extensions, yaml.SequenceNode):
        extensions.value = [
            extension for extension in extensions.value if name_of(extension) != EXTENSION
        ]
    return written(root)


def rooted(text: str, folder: Path) -> str:
    """The same site with the book of another folder, wherever the package is installed from."""
    root = read(text)
    extensions = child(root, "markdown_extensions")
    if isinstance(extensions, yaml.SequenceNode):
        ours = (
            at for at, extension in enumerate(extensions.value) if name_of(extension) == EXTENSION
        )
        for place in ours:
            options = options_of(extensions.value[place])
            remove(options, "root")
            options.value.append((scalar("root"), scalar(str(folder))))
            extensions.value[place] = mapping((scalar(EXTENSION), options))
    return written(root)


def with_copies(text: str, copies: Mapping[str, list[str]]) -> str:
    """The same site with more pages, each in the navigation behind the one that it is a copy of.

    Args:
        text: the file.
        copies: by page, relative to `docs/`: its copies.
    """
    root = read(text)
    if nav := child(root, "nav"):
        add_copies(nav, copies)
    return written(root)


def add_copies(nav: yaml.Node, copies: Mapping[str, list[str]]) -> None:
    """Put copies behind the entries of a list of the navigation, and of the lists in it."""
    if isinstance(nav, yaml.SequenceNode):
        nav.value = [member for entry in nav.value for member in (entry, *again(entry, copies))]
        for entry in nav.value:
            add_copies(entry, copies)
    elif isinstance(nav, yaml.MappingNode):
        for _, inside in nav.value:
            add_copies(inside, copies)


def again(entry: yaml.Node, copies: Mapping[str, list[str]]) -> Iterator[yaml.Node]:
    """Yield an entry of the navigation once more for each copy of its page."""
    if isinstance(entry, yaml.ScalarNode):
        yield from map(scalar, copies.get(entry.value, ()))
    elif isinstance(entry, yaml.MappingNode) and len(entry.value) == 1:
        title, page = entry.value[0]
        if isinstance(page, yaml.ScalarNode):
            for number, copy in enumerate(copies.get(page.value, ()), 2):
                yield mapping((scalar(f"{title.value} ({number})"), scalar(copy)))


def read(text: str) -> yaml.MappingNode:
    """The tree of the file; one that is no mapping is an empty one."""
    root = yaml.compose(text, yaml.SafeLoader)
    return root if isinstance(root, yaml.MappingNode) else mapping()


def written(root: yaml.Node) -> str:
    """A tree as text."""
    return yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True)


def child(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    """The value of a key."""
    return next((value for name, value in node.value if name.value == key), None)


def remove(node: yaml.MappingNode, key: str) -> None:
    """Delete a key, where it is one."""
    node.value = [(name, value) for name, value in node.value if name.value != key]


def name_of(entry: yaml.Node) -> str:
    """The name of an extension that is listed alone, or with its options."""
    name = entry.value[0][0] if isinstance(entry, yaml.MappingNode) else entry
    return str(name.value)


def options_of(entry: yaml.Node) -> yaml.MappingNode:
    """The options of an extension; none of one that is listed alone."""
    options = entry.value[0][1] if isinstance(entry, yaml.MappingNode) else None
    return options if isinstance(options, yaml.MappingNode) else mapping()


def scalar(text: str) -> yaml.ScalarNode:
    """A string."""
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def mapping(*entries: tuple[yaml.Node, yaml.Node]) -> yaml.MappingNode:
    """A mapping of some entries."""
    return yaml.MappingNode("tag:yaml.org,2002:map", list(entries))
