"""What each kind of fence means: files, prompts, shells, trees, questions and illustrations."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from reloaded import files
from reloaded.errors import BookError
from reloaded.interpreters.gates import Gate
from reloaded.session.model import (
    Command,
    DeleteFile,
    Fence,
    Prompt,
    SaveFile,
    Step,
    Tree,
)
from reloaded.session.page_lint import refuse_control
from reloaded.session.prompts import PYTHON, SHELL
from reloaded.session.scan import RawFence

COMMON = {"py", "rest"}
ATTRIBUTES = {
    "file": {"title", "saved"} | COMMON,
    "pycon": {"match"} | COMMON,
    "console": {"match"} | COMMON,
    "tree": {"match"} | COMMON,
    "quiz": set(),
    "picture": set(),
    "asked": set(),
    "illustration": {"illustration", "title"},
}
"""The attributes that each kind of fence understands."""

CHOICES = (
    '```python title="name.py" saves a file, ```pycon is typed at >>>, ```console is typed in the'
    " shell, ```tree draws the folder, ```quiz asks questions of the bank,"
    " ```picture draws what the names refer to, ```asked lists how people ask for the claim,"
    ' and illustration="why" marks what nothing can check'
)

INCLUDE = re.compile(r'^-+8<-+ +"(?P<file>[^"]+)"$')
REMOVE = re.compile(r"rm((?: (?!-)[\w./-]+)+)")


def read_fence(raw: RawFence, snippets: Path, page: str) -> tuple[Fence, set[str]]:
    """Give a fence its meaning.

    Args:
        raw: the fence as `scan` found it.
        snippets: the folder that includes are taken from.
        page: what errors call the page.

    Returns:
        The fence, and the snippet files that it embeds, relative to the snippets folder.

    Raises:
        BookError: nothing would check the fence, or it is malformed.
    """
    kind = kind_of(raw, page)
    check_attributes(raw, kind, page)
    try:
        gate = Gate(raw.attributes.get("py", ""))
    except ValueError as error:
        raise BookError(str(error), page, raw.line) from None
    if "rest" in raw.attributes and not (gate and raw.attributes["rest"].strip()):
        raise BookError(
            'rest="…" says why the versions outside py="…" are left out; write both, or neither',
            page,
            raw.line,
        )
    text, used = "".join(line + "\n" for line in raw.body), set[str]()
    if kind == "file":
        text, used = include(raw, snippets, page)
    return (
        Fence(
            line=raw.line,
            last=raw.last,
            indent=raw.indent,
            language=raw.language,
            text=text,
            steps=STEPS[kind](raw, gate, text, page),
            gate=gate,
            rest=raw.attributes.get("rest", ""),
            illustration=raw.attributes.get("illustration", ""),
        ),
        used,
    )


def kind_of(raw: RawFence, page: str) -> str:
    """Name the kind of a fence, a key of `ATTRIBUTES`."""
    if "illustration" in raw.attributes:
        return "illustration"
    if raw.language in ("pycon", "console", "tree", "quiz", "picture", "asked"):
        return raw.language
    if "title" in raw.attributes:
        return "file"
    for name in raw.attributes:
        for near in difflib.get_close_matches(name, ["title", "illustration"], 1):
            raise BookError(
                f"no fence has an attribute {name}; did you mean {near}?", page, raw.line
            )
    raise BookError(f"nothing checks this ```{raw.language} fence: {CHOICES}", page, raw.line)


def check_attributes(raw: RawFence, kind: str, page: str) -> None:
    """Refuse an attribute that the kind of fence does not know, or a value it cannot take.

    Args:
        raw: the fence as `scan` found it.
        kind: a key of `ATTRIBUTES`.
        page: what errors call the page.

    Raises:
        BookError: at the fence's line, with the nearest attribute that there is.
    """
    for name, value in raw.attributes.items():
        if name not in ATTRIBUTES[kind]:
            near = difflib.get_close_matches(name, ATTRIBUTES[kind], 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            known = ", ".join(sorted(ATTRIBUTES[kind]))
            raise BookError(
                f"a {kind} fence has no attribute {name} ({known}){hint}",
                page,
                raw.line,
            )
        wanted = {"saved": "same second", "match": "ellipsis"}.get(name)
        if wanted and value != wanted:
            raise BookError(f'{name} can only be "{wanted}"', page, raw.line)
        if name == "py" and not value.strip():
            raise BookError('py="" names no Python; write a range such as ">=3.13"', page, raw.line)
        if name == "illustration" and not value.strip():
            raise BookError(
                'illustration="…" needs the reason why nothing checks it',
                page,
                raw.line,
            )


def include(raw: RawFence, snippets: Path, page: str) -> tuple[str, set[str]]:
    """Fill in the files that a fence embeds, so that what is run is what the reader sees.

    Args:
        raw: a fence that saves a file.
        snippets: the folder that holds the files.
        page: what errors call the page.

    Returns:
        The fence's text, each line ending in a newline and each include replaced by its file; and
        the files used, relative to `snippets`.

    Raises:
        BookError: an include is malformed, leads out of the folder, or names no UTF-8 file; or the
            file holds a control character.
    """
    parts: list[str] = []
    used: set[str] = set()
    for number, line in enumerate(raw.body, raw.line + 1):
        match = INCLUDE.match(line)
        if match is None:
            if re.match(r"\s*-+8<-", line):
                raise BookError(
                    'write an include as --8<-- "folder/file.py", a whole file', page, number
                )
            parts.append(line + "\n")
            continue
        name = inside(match["file"], page, number)
        try:
            text = files.read(snippets / name).decode()
        except OSError:
            raise BookError(
                f"there is no file snippets/{name}; save it there, or write another path",
                page,
                number,
            ) from None
        except UnicodeDecodeError:
            raise BookError(
                f"snippets/{name} is not UTF-8; save it in that encoding", page, number
            ) from None
        refuse_control(text, f"snippets/{name}")
        parts.append(text)
        used.add(name)
    return "".join(parts), used


def inside(path: str, page: str, line: int) -> str:
    """Refuse a path that could leave its folder; return it in its shortest form.

    Args:
        path: as the page has it, with forward slashes.
        page: what errors call the page.
        line: where the path stands in the page.

    Returns:
        The path without `.` parts and doubled slashes (pathlib's PurePath normalizes them).

    Raises:
        BookError: the path is empty, absolute, climbs with `..`, holds a backslash or a colon, or
            names a folder.
    """
    pure = PurePosixPath(path)
    if not path.strip() or pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path:
        raise BookError(
            f'"{path}" is not a path inside the folder; write one such as "shop/prices.py"',
            page,
            line,
        )
    if path.endswith("/") or not pure.parts:
        raise BookError(f'"{path}" names a folder; name a file', page, line)
    return str(pure)


def save_file(raw: RawFence, gate: Gate, text: str, page: str) -> tuple[Step, ...]:
    """A titled fence is a file saved.

    Args:
        raw: the fence; its `title` is the file's path.
        gate: the Pythons on which the file is saved.
        text: the whole file, includes filled in.
        page: what errors call the page.

    Returns:
        One `SaveFile`.
    """
    path = inside(raw.attributes["title"], page, raw.line)
    return (SaveFile(raw.line, gate, path, text, same_second="saved" in raw.attributes),)


def type_prompts(raw: RawFence, gate: Gate, _text: str, page: str) -> tuple[Step, ...]:
    """A `pycon` fence is typed at the interpreter's prompt, statement by statement.

    Args:
        raw: the fence; each line begins with `>>>` or `...`, or is output.
        gate: the Pythons on which it is typed.
        page: what errors call the page.

    Returns:
        One `Prompt` for each statement, with the output below it.
    """
    ellipsis = "match" in raw.attributes
    return tuple(
        Prompt(typed.line, gate, typed.source, typed.expected, ellipsis)
        for typed in PYTHON.read(raw.body, raw.line + 1, page)
    )


def type_commands(raw: RawFence, gate: Gate, _text: str, page: str) -> tuple[Step, ...]:
    """A `console` fence is typed in a shell; `rm` is a deletion that needs no shell.

    Args:
        raw: the fence; a line that begins with `$` is a command.
        gate: the Pythons on which it is typed.
        page: what errors call the page.

    Returns:
        A `Command` for each command, or a `DeleteFile` where it is `rm` and paths alone.

    Raises:
        BookError: an output is shown below `rm`, or a path leads out of the session's folder.
    """
    steps: list[Step] = []
    for typed in SHELL.read(raw.body, raw.line + 1, page):
        if removal := REMOVE.fullmatch(typed.source):
            if typed.expected:
                raise BookError(
                    "rm prints nothing when it succeeds; delete this", page, typed.line + 1
                )
            paths = tuple(inside(path, page, typed.line) for path in removal[1].split())
            steps.append(DeleteFile(typed.line, gate, paths))
        else:
            ellipsis = "match" in raw.attributes
            steps.append(Command(typed.line, gate, typed.source, typed.expected, ellipsis))
    return tuple(steps)


def draw_tree(raw: RawFence, gate: Gate, text: str, page: str) -> tuple[Step, ...]:
    """A `tree` fence is compared with the session's folder.

    Args:
        raw: the fence; its first line is `/demo/`.
        gate: the Pythons on which it is compared.
        text: the drawing, each line ending in a newline.
        page: what errors call the page.

    Returns:
        One `Tree`.

    Raises:
        BookError: the first line is another.
    """
    if not raw.body or raw.body[0] != "/demo/":
        raise BookError("a tree starts with the line /demo/", page, raw.line + 1)
    return (Tree(raw.line, gate, "", text, ellipsis="match" in raw.attributes),)


def read_probes(raw: RawFence, _gate: Gate, _text: str, page: str) -> tuple[Step, ...]:
    """Check a `picture` fence: each line is an expression to try, and nothing in its session."""
    for number, line in enumerate(raw.body, raw.line + 1):
        try:
            compile(line, page, "eval")
        except SyntaxError:
            raise BookError(
                "a line of a picture is an expression to evaluate after each step, such as"
                " bar.price(); delete any other",
                page,
                number,
            ) from None
    return ()


def nothing(_raw: RawFence, _gate: Gate, _text: str, _page: str) -> tuple[Step, ...]:
    """Illustrations and wordings do nothing; questions have sessions of their own."""
    return ()


STEPS: dict[str, Callable[[RawFence, Gate, str, str], tuple[Step, ...]]] = {
    "file": save_file,
    "pycon": type_prompts,
    "console": type_commands,
    "tree": draw_tree,
    "quiz": nothing,
    "picture": read_probes,
    "asked": nothing,
    "illustration": nothing,
}
