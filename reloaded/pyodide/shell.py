"""Does what the book types at a shell, as a browser has none: Python programs, `cat`, `mv`, `rm`.

This file runs inside Pyodide, in a worker that does one command and ends. How a program starts is
that of Modules/main.c (`pymain_run_python`). Whatever else a command may be, it is refused: its
session has no Run button then.
"""

import os
import sys


def run(command: str) -> int:
    """Run a command in the current folder.

    Returns:
        The exit status.

    Raises:
        NotImplementedError: a real shell would be needed.
    """
    import shlex  # a program must not see what is imported at the top of this file

    lexer = shlex.shlex(command, posix=True, punctuation_chars="|><&;*?$\n")
    lexer.whitespace_split = True
    words = list(lexer)
    if any(word[0] in lexer.punctuation_chars for word in words if word):
        raise NotImplementedError("a shell")
    variables = {}
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        variables[name] = value
    if variables.keys() - {"PYTHONPATH"}:
        raise NotImplementedError("a shell")
    if words[0] == "python":
        forget("shlex", "re", "collections", "enum", "functools", "copyreg", "io")
        return python(words[1:], variables.get("PYTHONPATH", ""))
    if words[0] not in FILES or variables or words[1:2] == ["-f"]:
        raise NotImplementedError("a shell")
    FILES[words[0]](*words[1:])  # type: ignore[operator]  # they take one path, two or any number
    return 0


def forget(*names: str) -> None:
    """Unload modules with all that is in them, and what they brought."""
    for name in [name for name in sys.modules if name.partition(".")[0] in names]:
        del sys.modules[name]


def cat(path: str) -> None:
    """Print a file."""
    with open(path, encoding="utf-8", newline="") as file:
        sys.stdout.write(file.read())


def remove(*paths: str) -> None:
    """Remove files, and with `-r` folders with all that is in them."""
    for path in paths:
        if path == "-r":
            continue
        if os.path.isdir(path):
            remove(*(os.path.join(path, name) for name in os.listdir(path)))
            os.rmdir(path)
        else:
            os.remove(path)


FILES = {"cat": cat, "mv": os.rename, "rm": remove}


def python(words: list[str], path: str) -> int:
    """Run a program as `python` does with these arguments; returns the exit status."""
    safe = False
    while words and words[0] in ("-B", "-P"):
        sys.dont_write_bytecode |= words[0] == "-B"
        safe |= words.pop(0) == "-P"
    if not words or (words[0] not in ("-c", "-m") and words[0].startswith("-")):
        raise NotImplementedError("an option of Python")
    del sys.ps1, sys.ps2  # a program has no prompt
    sys.path[:1] = [os.path.abspath(entry) for entry in path.split(":") if path]
    sys.orig_argv[:] = [sys.executable, *words]
    try:
        start(words, safe)
    except SystemExit as error:
        return status(error)
    except BaseException as error:
        traceback = error.__traceback__
        while traceback is not None and traceback.tb_frame.f_globals is globals():
            traceback = traceback.tb_next
        sys.excepthook(type(error), error.with_traceback(traceback), traceback)
        return 1
    return 0


def start(words: list[str], safe: bool) -> None:
    """Execute a program in `__main__`."""
    if words[0] in ("-c", "-m"):
        option, what, *rest = words
        sys.argv[:] = [option, *rest]
        if option == "-m":
            import runpy

            sys.path[:0] = [] if safe else [os.getcwd()]
            runpy._run_module_as_main(what)  # type: ignore[attr-defined]  # as the interpreter does
            return
        sys.path[:0] = [] if safe else [""]
        execute(what, "<string>")
        return
    script = os.path.abspath(words[0])
    sys.argv[:] = words
    if os.path.isdir(script) or script.endswith((".zip", ".pyz")):
        import runpy

        sys.path.insert(0, script)
        runpy._run_module_as_main("__main__", False)  # type: ignore[attr-defined]
        return
    sys.path[:0] = [] if safe else [os.path.dirname(script)]
    from _frozen_importlib_external import SourceFileLoader

    namespace = vars(sys.modules["__main__"])
    namespace |= {"__file__": script, "__cached__": None}
    namespace["__loader__"] = SourceFileLoader("__main__", script)
    with open(script, encoding="utf-8") as file:
        source = file.read()
    execute(source, script)


def execute(source: str, name: str) -> None:
    """Execute a source in `__main__`; tracebacks can quote it."""
    code = compile(source, name, "exec")
    if name == "<string>":
        import linecache

        linecache._register_code(code, source, name)  # type: ignore[attr-defined]  # new in 3.13
    exec(code, vars(sys.modules["__main__"]))


def status(error: SystemExit) -> int:
    """The exit status of a program that ends itself."""
    if error.code is None or isinstance(error.code, int):
        return error.code or 0
    print(error.code, file=sys.stderr)
    return 1
