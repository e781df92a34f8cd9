"""Takes a `pycon` or `console` block apart: what is typed, and what is printed."""

from __future__ import annotations

from dataclasses import dataclass

from reloaded.errors import BookError


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
                sources.append(self.after(self.more, text, number, path))
            else:
                outputs.append(text)
        finish()
        if not typed:
            raise BookError(
                f"nothing is typed here; start a line with {self.first}", path, line - 1
            )
        return typed

    def continues(self, text: str) -> bool:
        """Tell a further line of source from output that starts alike."""
        return text == self.more or text.startswith(self.more + " ")

    def after(self, prompt: str, text: str, number: int, path: str) -> str:
        """What stands after the prompt."""
        rest = text[len(prompt) :]
        if rest and not rest.startswith(" "):
            raise BookError(f"put a blank after the prompt {prompt}", path, number)
        return rest[1:]

    def refuse_stray(self, text: str, number: int, path: str) -> None:
        """Explain why a line before the first prompt cannot be."""
        if text.strip().startswith(self.first):
            raise BookError(f"put the prompt {self.first} in the first column", path, number)
        raise BookError(
            f"output before any prompt; start with a line that begins with {self.first}",
            path,
            number,
        )


PYTHON = Dialogue(">>>", "...")
SHELL = Dialogue("$", ">")
