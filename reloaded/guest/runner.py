"""Runs a session from within: saves its files and types its lines at a real `__main__`.

This file runs inside the interpreter that a page tells about, so it uses only modules that a bare
interpreter has loaded before the first prompt (`os` and `sys`; `linecache` where the interpreter's
own prompt would load it), and it leaves nothing in `sys.modules`, `sys.path` or `__main__`. It
knows nothing of pages and proofs. `serve` is its entry for a process; `Folder` and `Prompt` can be
used without one, as in a browser.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # for type checkers only: a bare prompt has not loaded these
    import ast
    import collections.abc
    import types

FUTURES = 0x1FE0000
"""The compiler flags of `from __future__ import …`, which stay on at a prompt
(Include/cpython/code.h)."""

TREE = 0x400
"""The compiler flag that stops after parsing: `ast.PyCF_ONLY_AST`."""

IS_CPYTHON = sys.implementation.name == "cpython"

REMEMBERS = IS_CPYTHON and sys.version_info >= (3, 13)
"""Whether the prompt remembers what is typed, to show it in tracebacks."""

EPOCH = 1_767_225_600
"""The snapshot of a session's first save, in seconds: 2026-01-01 00:00:00 UTC."""

BETWEEN_SAVES = 2
"""Seconds between two saves: a `.pyc` is trusted on the whole second of its source's mtime and on
its size (Lib/importlib/_bootstrap_external.py, `_validate_timestamp_pyc`)."""


class Folder:
    """The folder of a session. Its clock is a patient person's: saves are a while apart.

    Args:
        root: the folder's absolute path.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.clock = EPOCH
        self.touches = 0

    def save(self, path: str, text: str, same_second: bool = False) -> None:
        """Write a file as an editor does, and its folder too if that is new.

        Args:
            path: relative to the folder, with forward slashes.
            text: the whole file; written as UTF-8, its newlines kept.
            same_second: leave the clock where it was at the save before.
        """
        if not same_second:
            self.clock += BETWEEN_SAVES
        full = self.inside(path)
        is_new = not os.path.exists(full)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.utime(full, (self.clock, self.clock))
        if is_new:
            self.touch()

    def inside(self, path: str) -> str:
        """The absolute path; raises OSError where a link that the session made leads elsewhere."""
        full = os.path.join(self.root, path)
        if not os.path.realpath(full).startswith(os.path.realpath(self.root) + os.sep):
            raise OSError(path + " leads out of the folder")
        return full

    def delete(self, path: str) -> None:
        """Delete a file; raises OSError if there is none."""
        os.remove(self.inside(path))
        self.touch()

    def touch(self) -> None:
        """Give each folder an mtime that it never had before.

        A finder reads a folder again only when its mtime has changed, and a file system's clock may
        stand still for some milliseconds: a person is never that fast, a program is.
        """
        self.touches += 1
        snapshot = self.clock * 10**9 + self.touches * 10**6
        for folder, _, _ in os.walk(self.root):
            os.utime(folder, ns=(snapshot, snapshot))

    def paths(self) -> list[str]:
        """List what the folder holds, sorted: relative paths; those of folders end in a slash."""
        found: list[str] = []
        for folder, folders, files in os.walk(self.root):
            base = os.path.relpath(folder, self.root)
            names = [name + "/" for name in folders] + files
            found += [name if base == "." else base + "/" + name for name in names]
        return sorted(found)


class Prompt:
    """The prompt `>>>`: statements are compiled and executed one by one in the real `__main__`."""

    def __init__(self) -> None:
        self.namespace = sys.modules["__main__"].__dict__
        self.flags = 0
        self.typed = 0
        sys.ps1, sys.ps2 = ">>> ", "... "
        if linecache := sys.modules.get("linecache"):  # which has the program given by `-c`
            linecache.cache.clear()
            getattr(linecache, "_interactive_cache", {}).clear()

    def type(self, source: str) -> None:
        """Type one statement, and print what the interactive interpreter would print.

        Raises:
            SystemExit: as the statement did; whoever calls ends the interpreter.
        """
        raised = None
        try:
            parsed = self.parse(source)
            try:
                code = self.compile(parsed, source)
                self.flags |= code.co_flags & FUTURES
                exec(code, self.namespace)
            except SyntaxError as error:
                quote(error, source)
                raise
        except SystemExit:
            raise
        except BaseException as error:
            raised = error
        finally:
            flush()
        if raised is not None:  # outside the `except`: a hook sees no exception being handled
            show(raised)
            flush()

    def parse(self, source: str) -> "types.CodeType | ast.Interactive | str":
        """Parse a statement under the name `<stdin>`; where it needs no other name, compile it too.

        A blank line ends it, and comments alone are a statement that does nothing. On PyPy its last
        line has no end, which the carets of syntax errors tell.
        """
        if all(line.lstrip()[:1] in ("", "#") for line in source.split("\n")):
            source = "pass"
        text = source + "\n\n" if IS_CPYTHON else source
        flags = self.flags | TREE if REMEMBERS else self.flags
        try:
            parsed: types.CodeType | ast.Interactive
            parsed = compile(text, "<stdin>", "single", flags, True)
        except SyntaxError as error:
            if REMEMBERS and error.text is None:  # it parses: since 3.14 this looks further
                return text
            raise
        return parsed

    def compile(
        self, parsed: "types.CodeType | ast.Interactive | str", source: str
    ) -> "types.CodeType":
        """Compile what was parsed; where the prompt remembers what is typed, under its own name.

        Tracebacks print that name as `<stdin>`, and find the statement by it (Python/pythonrun.c,
        `run_mod`; Lib/linecache.py, `_register_code`).
        """
        if sys.version_info < (3, 13) or not REMEMBERS:  # the first for type checkers only
            return parsed  # type: ignore[return-value]  # it is code by now
        name = ("<stdin>-%d" if sys.version_info < (3, 14) else "<stdin-%d>") % self.typed
        self.typed += 1
        code: types.CodeType = compile(parsed, name, "single", self.flags, True)
        import linecache

        linecache._register_code(name if sys.version_info < (3, 14) else code, source, name)
        return code


def quote(error: SyntaxError, source: str) -> None:
    """Let an error quote the statement that raised it, wherever the error really stands.

    A prompt that remembers what is typed does so: it means the errors that are found after parsing,
    and catches those of imported files too (Python/pythonrun.c, `PyRun_InteractiveOneObjectEx`).
    """
    lines = source.split("\n")
    if REMEMBERS and isinstance(error.lineno, int) and 0 < error.lineno <= len(lines):
        error.text = lines[error.lineno - 1] + "\n"


def show(error: BaseException) -> None:
    """Print a traceback as the prompt does, by way of `sys.excepthook` (Python/pythonrun.c)."""
    cut(error)
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
    if sys.version_info >= (3, 12):
        sys.last_exc = error
    elif not IS_CPYTHON:  # PyPy's prompt has it earlier
        sys.last_exc = error  # type: ignore[attr-defined]  # the oldest version has none
    trouble = None
    try:
        if hasattr(sys, "excepthook"):
            sys.excepthook(type(error), error, error.__traceback__)
        else:
            sys.stderr.write("sys.excepthook is missing\n")
            display(error)
    except SystemExit:
        raise
    except BaseException as second:
        trouble = second
    if trouble is not None:
        cut(trouble)
        sys.stderr.write("Error in sys.excepthook:\n")
        display(trouble)
        sys.stderr.write("\nOriginal exception was:\n")
        display(error)


def display(error: BaseException) -> None:
    """Print a traceback as `sys.excepthook` does before a session replaces it."""
    sys.__excepthook__(type(error), error, error.__traceback__)


def cut(error: BaseException) -> None:
    """Take the frames of this file off a traceback."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_frame.f_globals is globals():
        traceback = traceback.tb_next
    error.__traceback__ = traceback


def flush() -> None:
    """Write out what is buffered, as the prompt does after each statement."""
    for name in ("stderr", "stdout"):
        try:
            getattr(sys, name).flush()
        except Exception:  # the session may have closed or deleted it: nothing to flush
            pass


def serve(
    requests: int, answers: int, watch: "collections.abc.Callable[[object], bytes] | None" = None
) -> None:
    """Type each statement that comes over one pipe, and answer over another, until it is closed.

    A request is the repr of a statement on one line; an answer is the line `typed`, or `exits` when
    the statement ends the interpreter. Any other object is for whoever watches, who answers a line.

    Args:
        requests: the descriptor to read from.
        answers: the descriptor to write to.
        watch: answers what is no statement; a session that nobody watches gets none.
    """
    os.set_inheritable(requests, False)
    os.set_inheritable(answers, False)
    sys.argv[:] = [""]
    sys.orig_argv[:] = [sys.executable]
    os.environ.pop("PYTHONHASHSEED", None)  # it has had its effect, and a terminal has none
    # As on a terminal, so that both streams keep their order.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # it is the real one
    home = os.getpid()
    prompt = Prompt()
    with open(requests, encoding="utf-8", newline="\n", closefd=False) as lines:
        for line in lines:
            request = eval(line, {})
            if watch is not None and not isinstance(request, str):
                answer = watch(request)
                while answer:
                    answer = answer[os.write(answers, answer) :]
                continue
            try:
                prompt.type(request)
            except SystemExit:
                if os.getpid() == home:
                    os.write(answers, b"exits\n")
                raise
            if os.getpid() != home:
                os._exit(0)  # a child that the statement forked has no prompt of its own
            os.write(answers, b"typed\n")
