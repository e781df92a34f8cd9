"""Runs the scripts of the box without a browser, by QuickJS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from quickjs import Context

from reloaded import files
from reloaded.ask.index import SCRIPTS, index
from reloaded.book import Book

IMPORT = re.compile(r'^import (?P<names>\{[^}]*\}) from "\./(?P<file>[\w-]+\.js)";$', re.MULTILINE)
"""An import between the scripts: names in braces, from a file beside the importing one."""

EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (?P<name>\w+))", re.MULTILINE)
BUNDLED = re.compile(r"export\{(?P<inside>\w+) as (?P<name>\w+)\};")
"""The last line that esbuild gives a bundle."""

MEGABYTE = 1 << 20

MOST_MEMORY = 256 * MEGABYTE
MOST_STACK = MEGABYTE


class Engine:
    """Asks a book.

    Args:
        book: what to ask.
    """

    def __init__(self, book: Book) -> None:
        self.context = Context()
        self.context.set_memory_limit(MOST_MEMORY)
        self.context.set_max_stack_size(MOST_STACK)
        self.context.eval("const modules = {};")
        for code in linked("answer.js", set()):
            self.context.eval(code)
        self.context.eval(
            f"const answer = modules['answer.js'].answering({json.dumps(index(book))});"
        )

    def ask(self, question: str) -> dict[str, Any]:
        """Answer a question or a paste; returns what `answer.js` describes as `Answer`."""
        found = self.context.eval(f"JSON.stringify(answer({json.dumps(question)}))")
        answers: dict[str, Any] = json.loads(found)
        return answers


def linked(name: str, done: set[str]) -> Iterator[str]:
    """Yield a script and those that it imports, each as one expression that fills `modules`.

    QuickJS's Python package has no loader for modules, and these import no others.

    Args:
        name: of the script, in the folder of the box.
        done: names of those that were yielded; is added to.
    """
    done.add(name)
    text = files.read(SCRIPTS / name).decode()
    for found in IMPORT.finditer(text):
        if found["file"] not in done:
            yield from linked(found["file"], done)
    exported = {found["name"]: found["name"] for found in EXPORT.finditer(text)}
    exported |= {found["name"]: found["inside"] for found in BUNDLED.finditer(text)}
    body = IMPORT.sub(destructured, BUNDLED.sub("", EXPORT.sub("", text)))
    names = ", ".join(f"{name}: {inside}" for name, inside in exported.items())
    yield f"modules[{json.dumps(name)}] = (() => {{\n{body}\nreturn {{{names}}};\n}})();"


def destructured(found: re.Match[str]) -> str:
    """What stands for an import; `{ a as b }` is `{ a: b }` where an object is taken apart."""
    return f"const {found['names'].replace(' as ', ': ')} = modules['{found['file']}'];"
