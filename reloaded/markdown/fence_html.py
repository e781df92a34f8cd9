"""Renders a fence of a session as HTML: a file with its name, an edit, a dialogue, a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from html import escape

from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import TextLexer, get_lexer_by_name
from pygments.token import Name, Text, Whitespace, _TokenType
from pygments.util import ClassNotFound

from reloaded.session.edits import changes
from reloaded.session.model import Compared, DeleteFile, Fence, Prompt, SaveFile
from reloaded.session.tracebacks import messages

PROMPTS = {"pycon": (">>> ", "... ", "python"), "console": ("$ ", "> ", "console")}
"""By language of the fence: the prompts, and the language of what is typed."""

MOST_KEPT = 1 << 15
"""How many fences and sources a process remembers as HTML: a server renders a book again and again,
and most of it has not changed."""

UNCOLOURED = frozenset({Name, Whitespace})
"""Tokens in the colour of all text: a quarter of them, and each would be an element of the page."""

FORMATTER = HtmlFormatter(nowrap=True)
"""One for all fences: it makes a style sheet when it is made."""


@lru_cache(maxsize=MOST_KEPT)
def render(fence: Fence, earlier: str | None, left_out: str = "") -> str:
    """Render a fence.

    Args:
        fence: what to render.
        earlier: for a file that is saved again, its text before.
        left_out: for a fence with `rest`, the versions that it and its neighbours leave out.

    Returns:
        A `div`, which holds the block as the theme's own code blocks do, and what to copy.
    """
    first = fence.steps[0] if fence.steps else None
    if isinstance(first, SaveFile):
        html = file(fence, first, earlier)
    elif fence.illustration:
        caption = f"not executed: {escape(fence.illustration)}"
        html = block("illustration", fence.language, colour(fence.text, fence.language), caption)
    elif fence.language == "tree":
        html = block("tree", "text", [escape(line) for line in fence.text.splitlines()])
    else:
        html = dialogue(fence)
    return html + remark(fence, left_out)


def block(
    kind: str, language: str, lines: Sequence[str], title: str = "", copy: str | None = None
) -> str:
    """The markup of a code block, as the theme expects it.

    Args:
        kind: of the fence: `file`, `pycon`, `console`, `tree` or `illustration`.
        language: of the code.
        lines: the block's lines, as HTML.
        title: shown above the block, as HTML.
        copy: what the copy button takes; None leaves that to the theme.

    Returns:
        A `div`, which holds the block and its title.
    """
    copied = "" if copy is None else f' data-copy="{escape(copy)}"'
    named = f'<span class="filename">{title}</span>' if title else ""
    body = "".join(line + "\n" for line in lines)
    return (
        f'<div class="language-{escape(language or "text")} highlight step step-{kind}"{copied}>'
        f"{named}<pre><code>{body}</code></pre></div>"
    )


def file(fence: Fence, step: SaveFile, earlier: str | None) -> str:
    """A file: all of it where it is new, what changed where it is saved again.

    Args:
        fence: to render.
        step: its first: the save.
        earlier: the file's text before; None where it is new.

    Returns:
        A `div`.
    """
    title = escape(step.path)
    lines: Sequence[str] = colour(step.text, fence.language)
    if earlier is not None:
        when = "edited in the same second" if step.same_second else "edited"
        title += f' <span class="step-edited">{when}</span>'
        old = colour(earlier, fence.language)
        lines = [
            f"<del>{old[index]}</del>"
            if mark == "-"
            else (f"<ins>{lines[index]}</ins>" if mark == "+" else lines[index])
            for mark, index in changes(earlier, step.text)
        ]
    elif not step.text:
        title += ' <span class="step-edited">empty</span>'
    return block("file", fence.language, lines, title, step.text)


def dialogue(fence: Fence) -> str:
    """What is typed at a prompt, and what it prints."""
    first, more, language = PROMPTS[fence.language]
    lines: list[str] = []
    typed: list[str] = []
    for step in fence.steps:
        source = expected = ""
        if isinstance(step, DeleteFile):
            source = f"rm {' '.join(step.paths)}"
        elif isinstance(step, Compared):
            source, expected = step.source, step.expected
        typed.append(source)
        coloured = colour(source + "\n", language if isinstance(step, Prompt) else "text")
        for number, line in enumerate(coloured):
            prompt = escape(more if number else first)
            lines.append(f'<span class="gp">{prompt if line else prompt.rstrip()}</span>{line}')
        lines += output(expected)
    return block(fence.language, fence.language, lines, copy=pasteable(typed))


def pasteable(typed: list[str]) -> str:
    """Join statements so that a prompt takes them: a blank line ends a compound one."""
    return "".join(source + ("\n\n" if "\n" in source else "\n") for source in typed)


def output(expected: str) -> list[str]:
    """The lines that are printed, those of an exception set apart."""
    lines = expected.splitlines()
    raised = {number for message in messages(lines) for number in message}
    return [
        f'<span class="{"gr" if number in raised else "go"}">{escape(line)}</span>'
        for number, line in enumerate(lines)
    ]


@lru_cache(maxsize=MOST_KEPT)
def colour(source: str, language: str) -> tuple[str, ...]:
    """Highlight a source; returns its lines as HTML; the last need not end in a newline."""
    lines = highlight(source, lexer(language), FORMATTER).split("\n")
    return tuple(lines[: source.count("\n") + (not source.endswith("\n"))]) if source else ()


@cache
def lexer(language: str) -> Lexer:
    """What splits a source of that language into tokens; plain text, where Pygments has none."""
    try:
        found: Lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        found = TextLexer(stripnl=False, ensurenl=False)
    found.add_filter(Uncoloured())
    return found


class Uncoloured(Filter):
    """Makes plain text of what has no colour of its own."""

    def filter(
        self, lexer: Lexer | None, stream: Iterable[tuple[_TokenType, str]]
    ) -> Iterator[tuple[_TokenType, str]]:
        """Yield the same pairs of kind and text; Pygments calls it so."""
        del lexer
        for kind, text in stream:
            yield Text if kind in UNCOLOURED else kind, text


def remark(fence: Fence, left_out: str) -> str:
    """Say what the gated fences leave out, and why."""
    if not fence.rest:
        return ""
    return f'<p class="step-rest">Not on {escape(left_out)}: {escape(fence.rest)}</p>'
