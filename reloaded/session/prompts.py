"""Takes a `pycon` or `console` block apart: what is typed, and what is printed."""

from __future__ import annotations

import re
from codeop import compile_command
from dataclasses import dataclass

from reloaded.errors import BookError

DOCTEST = {
    re.compile(r"#\s*doctest:"): "an option of doctest means nothing here; for output that varies,"
    ' write match="ellipsis" behind the ``` of the fence',
    re.compile(r"^\s*<BLANKLINE>$"): "a blank line of output is written as one; delete <BLANKLINE>",
}
"""What those who know doctest may write, and what to write instead."""


@dataclass(frozen=True)
class Typed:
    """One thing typed at a prompt.

    Attributes:
        line: of its first line in the page, counted from 1.
        source: the lines typed, without prompts, joined by newlines.
        expected: the output: empty, or lines that each end in a newline.
    """

    line: int
    source: str
    expected: str


@dataclass(frozen=True)
class Dialogue:
    """A kind of prompt.

    Attributes:
        first: the prompt for a new statement.
        more: the prompt for its further lines.
    """

    first: str
    more: str

    def read(self, body: tuple[str, ...], line: int, path: str) -> list[Typed]:
        """Split a block into what is typed and what it prints.

        Args:
            body: the lines of the block, without newlines.
            line: where `body[0]` stands in the page.
            path: names the page in errors.

        Returns:
            What is typed, in order, each with the output up to the next prompt.

        Raises:
            BookError: the block does not start with a prompt, or a prompt is malformed.
        """
        typed: list[Typed] = []
        sources: list[str] = []
        outputs: list[str] = []
        start = line

        def finish() -> None:
            if sources:
                printed = "".join(output + "\n" for output in outputs)
                typed.append(Typed(start, "\n".join(sources), printed))
            sources.clear()
            outputs.clear()

        for number, text in enumerate(body, line):
            refuse_doctest(text, number, path)
            if text.startswith(self.first):
                finish()
                start = number
                sources.append(self.after(self.first, text, number, path))
                if not sources[0].strip():
                    raise BookError(
                        f"a prompt {self.first} with nothing typed; delete it", path, number
                    )
            elif not sources:
                self.refuse_stray(text, number, path)
            elif text.startswith(self.more) and not outputs and self.continues(text):
                self.refuse_output(sources, number, path)
                sources.append(self.after(self.more, text, number, path))
            else:
                outputs.append(text)
        finish()
        if not typed:
            raise BookError(
                f"nothing is typed here; start a line with {self.first}", path, line - 1
            )
        return typed

    def refuse_output(self, sources: list[str], number: int, path: str) -> None:
        """Refuse a further line below a statement that a prompt has run already.

        Args:
            sources: the lines typed so far, without prompts.
            number: of the line that begins with `more`.
            path: names the page in errors.

        Raises:
            BookError: the first line is whole, so that the prompt would have run it (`codeop`).
        """
        if self.first == ">>>" and is_whole(sources[0]):
            raise BookError(
                f"the statement above is whole, so this {self.more} would be output, and is read as"
                f" source; delete it, or print something before the {self.more}",
                path,
                number,
            )

    def continues(self, text: str) -> bool:
        """Tell a further line of source from output that starts alike."""
        return text == self.more or text.startswith(self.more + " ")

    def after(self, prompt: str, text: str, number: int, path: str) -> str:
        """What stands after the prompt.

        Args:
            prompt: `first` or `more`, which the line begins with.
            text: the line.
            number: its place in the page, counted from 1.
            path: names the page in errors.

        Returns:
            The source, without the prompt and the space behind it; empty where nothing follows.

        Raises:
            BookError: something other than a space follows the prompt.
        """
        rest = text[len(prompt) :]
        if rest and not rest.startswith(" "):
            raise BookError(f"put a space after the prompt {prompt}", path, number)
        return rest[1:]

    def refuse_stray(self, text: str, number: int, path: str) -> None:
        """Explain why a line before the first prompt cannot be.

        Args:
            text: the line.
            number: its place in the page, counted from 1.
            path: names the page in errors.

        Raises:
            BookError: always: the prompt is indented, or there is none yet.
        """
        if text.strip().startswith(self.first):
            raise BookError(f"put the prompt {self.first} in the first column", path, number)
        raise BookError(
            f"output before any prompt; start with a line that begins with {self.first}",
            path,
            number,
        )


def refuse_doctest(text: str, number: int, path: str) -> None:
    """Refuse what means something to doctest alone.

    Args:
        text: a line of the block.
        number: its place in the page, counted from 1.
        path: names the page in errors.

    Raises:
        BookError: the line holds an option of doctest, or `<BLANKLINE>`.
    """
    for pattern, message in DOCTEST.items():
        if pattern.search(text):
            raise BookError(message, path, number)


def is_whole(source: str) -> bool:
    """Whether a prompt runs a line at once, and asks for no more of it."""
    try:
        return compile_command(source) is not None
    except (SyntaxError, ValueError, OverflowError):
        return False  # of a newer Python, perhaps


PYTHON = Dialogue(">>>", "...")
SHELL = Dialogue("$", ">")
