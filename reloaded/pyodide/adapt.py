"""Makes Pyodide's interpreter one that has this moment come to its prompt, in the folder `/demo`.

This file runs inside Pyodide, in a worker, before a session; nothing of the book imports it. What
it changes is what Pyodide does to a bare interpreter before a page can use it, found by comparing
`sys` with that of CPython 3.14. The runner that it then starts is the one of the tests, unchanged.
The one adaptation that is not Python is `reloaded/playground/memfs.js`.
"""

import binascii
import json
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

HOME = "/demo"
"""The folder of the session, as the pages show it."""

LOADED = frozenset(
    """
    __main__ _abc _codecs _collections_abc _frozen_importlib _frozen_importlib_external _imp _io
    _signal _sitebuiltins _stat _thread _warnings _weakref abc builtins codecs encodings
    encodings.aliases encodings.utf_8 errno genericpath linecache marshal os os.path posix posixpath
    site stat sys time zipimport
    """.split()
)
"""What CPython 3.14 has loaded when the runner waits for the first statement."""

FINDERS = ("BuiltinImporter", "FrozenImporter", "PathFinder")
"""The names of what stands on `sys.meta_path` of a bare interpreter, in order."""


class Session:
    """An interpreter at its prompt, as `reloaded/playground/worker.js` drives it.

    Args:
        sources: of the files of `reloaded/`, by their paths in it.
    """

    def __init__(self, sources: dict[str, str]) -> None:
        self.sources = sources
        self.boot = sys.modules.copy()
        os.makedirs(HOME, exist_ok=True)
        os.chdir(HOME)
        restore()
        self.before = set(sys.modules)
        namespace: dict[str, object] = {"__name__": "runner"}
        exec(compile(sources["guest/runner.py"], "<runner>", "exec"), namespace)
        self.folder = namespace["Folder"](HOME)  # type: ignore[operator]  # the runner's class
        self.prompt = namespace["Prompt"]()  # type: ignore[operator]

    def save(self, path: str, text: str, same_second: bool) -> None:
        """Save a file of the session's folder.

        Args:
            path: relative to the folder, with forward slashes.
            text: the whole file.
            same_second: leave the clock where it was at the save before.

        Raises:
            OSError: the path leads out of the folder.
        """
        self.folder.save(path, text, same_second)

    def delete(self, path: str) -> None:
        """Delete a file; raises OSError if there is none."""
        self.folder.delete(path)

    def enter(self, source: str) -> bool:
        """Type a statement; tells whether it ended the interpreter."""
        try:
            self.prompt.type(source)
        except SystemExit as error:
            leave(error)
            return True
        return False

    def command(self, source: str) -> str:
        """Do a command as the shell does: its exit status as the last line, where it is not 0.

        Raises:
            NotImplementedError: a real shell would be needed.
        """
        namespace: dict[str, object] = {"__name__": "shell"}
        exec(compile(self.sources["pyodide/shell.py"], "<shell>", "exec"), namespace)
        status = namespace["run"](source)  # type: ignore[operator]
        finish()
        self.folder.touch()
        return f"[exit status {status}]\n" if status else ""

    def watch(self) -> object:
        """What sees for a picture, from now on: see `live_recorder.py`."""
        namespace: dict[str, object] = {"__name__": "watch"}
        exec(compile(self.sources["pyodide/live_recorder.py"], "<watch>", "exec"), namespace)
        make = namespace["LiveRecorder"]
        return make(self.sources, self.boot, self.before)  # type: ignore[operator]  # it is a class

    def pack(self) -> str:
        """The whole folder with its clock, for another worker to `unpack`."""
        return json_of(
            {
                "clock": self.folder.clock,
                "touches": self.folder.touches,
                "entries": {path: self.entry(path) for path in ["", *self.folder.paths()]},
            }
        )

    def entry(self, path: str) -> list[object]:
        """What a file or folder is: its mtime in milliseconds, and of a file its bytes."""
        full = os.path.join(HOME, path)
        moment = os.stat(full).st_mtime_ns // 10**6
        if os.path.isdir(full):
            return [moment, None]
        with open(full, "rb") as file:
            return [moment, binascii.b2a_base64(file.read(), newline=False).decode()]

    def unpack(self, packed: str) -> None:
        """Make the folder what another one was; what is the same already is left alone."""
        data = json.loads(packed)
        entries = data["entries"]
        for path in reversed(self.folder.paths()):
            if path not in entries:
                full = os.path.join(HOME, path)
                (os.rmdir if path.endswith("/") else os.remove)(full)
        for path, entry in entries.items():
            full = os.path.join(HOME, path)
            if entry[1] is None:
                os.makedirs(full, exist_ok=True)
            elif not os.path.exists(full) or self.entry(path) != entry:
                with open(full, "wb") as file:
                    file.write(binascii.a2b_base64(entry[1]))
        for path, (moment, _) in entries.items():
            os.utime(os.path.join(HOME, path), ns=(moment * 10**6, moment * 10**6))
        self.folder.clock, self.folder.touches = data["clock"], data["touches"]

    def paths(self) -> str:
        """The paths in the folder as a JSON list, those of folders with a slash at their end."""
        return json_of(self.folder.paths())

    def read(self, path: str) -> str:
        """The text of a file; raises OSError if there is none."""
        with open(self.folder.inside(path), encoding="utf-8", errors="replace", newline="") as file:
            return file.read()

    def modules(self) -> str:
        """The reader's own modules, as a JSON list of objects.

        Each has the `name` under which `sys.modules` holds it, the `id` of the object, its `file`
        (null for a namespace package), and `bound`: for each namespace that has a module of that
        name under some name, `in` (the namespace), `as` (the name) and `same` (whether that is the
        object in `sys.modules`).
        """
        known = sys.modules if isinstance(sys.modules, dict) else {}
        loaded = {name: module for name, module in known.copy().items() if is_own(module)}
        spaces = {"__main__": self.prompt.namespace}
        spaces |= {name: vars(module) for name, module in loaded.items()}
        return json_of(
            [
                {
                    "name": name,
                    "id": id(module),
                    "file": file_of(module),
                    "bound": [
                        {"in": space, "as": key, "same": value is module}
                        for space, names in spaces.items()
                        for key, value in bindings(names, name, module)
                    ],
                }
                for name, module in loaded.items()
            ]
        )


def restore() -> None:
    """Undo what Pyodide has done to the interpreter, as far as a session could see it."""
    import linecache

    linecache.cache.clear()
    for name in [name for name in sys.modules if name not in LOADED]:
        del sys.modules[name]
    found = {getattr(finder, "__name__", ""): finder for finder in sys.meta_path}
    sys.meta_path[:] = [found[name] for name in FINDERS]
    sys.path_importer_cache.clear()
    sys.path[:] = ["", *(entry for entry in sys.path if entry.startswith("/lib/"))]
    sys.argv[:] = [""]
    sys.excepthook = sys.__excepthook__
    vars(sys.modules["builtins"]).pop("___EvalCodeResultException", None)
    vars(sys.modules["__main__"]).pop("_pyodide_core", None)
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONHASHSEED", None)  # it has had its effect, and a terminal has none
    # As on a terminal, so that both streams keep their order.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # it is the real one


def leave(error: SystemExit) -> None:
    """Do what an interpreter does last: print why it exits, and call what was registered.

    Source: `_Py_HandleSystemExit` in Python/pythonrun.c, `Py_FinalizeEx` in Python/pylifecycle.c.
    """
    code = error.code
    if code is not None and not isinstance(code, int):
        print(code, file=sys.stderr)
    finish()


def finish() -> None:
    """Call what the session registered for the end of its interpreter."""
    if "atexit" in sys.modules:
        sys.modules["atexit"]._run_exitfuncs()
    sys.stdout.flush()


def is_own(module: object) -> bool:
    """Whether a module comes from the session's folder."""
    if not isinstance(module, type(sys)):
        return False
    spec = vars(module).get("__spec__")
    places = [file_of(module), *(getattr(spec, "submodule_search_locations", None) or [])]
    return any(isinstance(place, str) and place.startswith(HOME + "/") for place in places)


def file_of(module: "ModuleType") -> str | None:
    """A module's `__file__`, asked of no `__getattr__` of the reader's."""
    file = vars(module).get("__file__")
    return file if isinstance(file, str) else None


def bindings(
    names: dict[str, object], name: str, module: "ModuleType"
) -> "Iterator[tuple[str, object]]":
    """The names that are bound to a module, or to another object that says it is that module.

    Args:
        names: a namespace.
        name: what `sys.modules` calls the module.
        module: the object that it has there.

    Yields:
        The name in the namespace, and the object that is bound to it.
    """
    for key, value in names.copy().items():
        if value is module or (
            isinstance(value, type(sys)) and vars(value).get("__name__") == name
        ):
            yield key, value


def json_of(value: object) -> str:
    """JSON, by a module that the session's `sys.modules` doesn't have."""
    return json.dumps(value)
