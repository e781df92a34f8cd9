"""Sees what each name of a session refers to, from within the session's interpreter.

This file is executed beside `runner.py`, under the same rules: only modules that a bare interpreter
has loaded before its first prompt, and nothing is left in `sys.modules`, `sys.path` or `__main__`.
It reads namespaces as dicts and types by `type`, because `getattr` and `isinstance` may run code of
the session (PEP 562, PEP 810, and `__class__` as a property). It keeps nothing alive: an object is
known by a weak reference and by its label, `hello #2` for the second object of that name.

Whatever could disturb the session is done in a copy of its process: see `Recorder.watch`.
"""

import os
import sys
from _thread import _count as other_threads
from _weakref import ref

TYPE_CHECKING = False
if TYPE_CHECKING:  # for type checkers only: a bare prompt has not loaded it
    from collections.abc import Callable, Iterator
    from typing import Any

BUILTINS = sys.modules["builtins"]
Function = type(lambda: None)
Method = type((lambda _: None).__get__(0))
Module = type(sys)
SIMPLE = (str, bytes, int, float, bool, type(None))
DEEP = 2
"""How many containers deep a row looks."""

MOST_OBJECTS = 60
"""How many objects are looked at; a figure shows far fewer."""


def namespace(obj: "Any") -> "dict[Any, Any]":
    """The `__dict__` of an object, without asking the object's own `__getattribute__`."""
    if issubclass(type(obj), type):
        return dict(type.__dict__["__dict__"].__get__(obj))
    try:
        found = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        return {}
    return found if type(found) is dict else {}


class Recorder:
    """What is known of a session's objects.

    Args:
        root: the session's folder; modules from there, and what they define, are the story.
        main: the namespace of the prompt.
        before: the names of the modules that were loaded before the session.
    """

    def __init__(self, root: str, main: "dict[str, Any]", before: "set[str]") -> None:
        self.root = root + os.sep
        self.main = main
        self.before = before
        self.homes = {"__main__"}
        self.labels: dict[int, tuple[Any, str]] = {}
        self.kept: dict[str, Any] = {}
        self.counts: dict[str, int] = {}

    def last(self) -> "Any":
        """What the prompt has shown last (`sys.displayhook` keeps it as `builtins._`)."""
        return namespace(BUILTINS).get("_")

    def kind(self, obj: "Any") -> str:
        """What an object is to the story: a module, function, class, instance, or nothing."""
        kind = type(obj)
        if issubclass(kind, Module):
            return "module" if self.is_own(namespace(obj)) else ""
        if kind is Function:
            homes = {(obj.__globals__ or {}).get("__name__"), obj.__module__}
            return "function" if homes & self.homes else ""
        if issubclass(kind, type):
            return "class" if namespace(obj).get("__module__") in self.homes else ""
        if namespace(kind).get("__module__") not in self.homes:
            return ""
        try:
            ref(obj)
        except TypeError:  # no weak reference, no label
            return ""
        return "instance"

    def is_own(self, names: "dict[Any, Any]") -> bool:
        """Whether a namespace is that of a module of the session: from its folder, or handmade."""
        file, path, spec = (names.get(name) for name in ("__file__", "__path__", "__spec__"))
        if type(file) is str:
            return file.startswith(self.root)
        if type(path).__name__ in ("_NamespacePath", "NamespacePath"):
            return any(entry.startswith(self.root) for entry in namespace(path).get("_path", ()))
        return spec is None and names.get("__name__") not in self.before

    def label(self, obj: "Any", kind: str) -> str:
        """The name and number of an object: by identity, which a weak reference keeps true."""
        known, label = self.labels.get(id(obj), (None, ""))
        if known is not None and known() is obj:
            return label
        names = namespace(obj)
        if kind in ("module", "function"):
            name = str(names.get("__name__") if kind == "module" else obj.__name__)
        else:
            name = type.__dict__["__name__"].__get__(obj if kind == "class" else type(obj))
        name += "()" * (kind == "instance")
        number = self.counts[name] = self.counts.get(name, 0) + 1
        self.labels[id(obj)] = ref(obj), f"{name} #{number}"
        return f"{name} #{number}"

    def found(self, obj: "Any", kind: str) -> str:
        """What a lookup through `sys.modules` gives now: `this`, `another` or `nothing`."""
        if kind == "instance":
            return self.found(type(obj), "class")
        if kind == "module":
            names = namespace(obj)
            name = getattr(names.get("__spec__"), "name", None) or names.get("__name__")
            hit: Any = sys.modules.get(str(name))
        else:
            hit = sys.modules.get(obj.__module__)
            where = namespace(hit)
            for part in obj.__qualname__.split("."):
                if part[:1] == "<":  # no lookup leads into a call: ask for the code that it runs
                    return same_code(obj, hit)
                hit = where.get(part)
                hit = (
                    getattr(hit, "__func__", hit)
                    if type(hit) in (staticmethod, classmethod)
                    else hit
                )
                where = namespace(hit)
        while hit is not obj and type(hit) is Function and (inner := wrapped(hit, obj)):
            hit = inner  # a decorated function is found inside what its decorator returned
        return "this" if hit is obj else "another" if hit is not None else "nothing"

    def rows(self, items: "Iterator[tuple[str, str, Any]]", deep: int = DEEP) -> "Iterator[Any]":
        """Yield `(name, path, kind of what it refers to or "", the object or its text)`."""
        for name, path, value in items:
            if kind := self.kind(value):
                yield name, path, kind, value
            elif type(value) in SIMPLE:
                yield name, path, "", repr(value)
            elif deep and not (type(value) is dict and "__builtins__" in value):
                inner = list(self.rows(inside(name, path, value), deep - 1))
                if any(kind for _, _, kind, _ in inner):
                    yield from (row for row in inner if row[2])
                elif type(value) in (list, tuple, dict) and len(inner) == len(value):
                    yield name, path, "", repr(value)

    def look(self) -> "dict[str, Any]":
        """See everything that the names of the session lead to, and label it."""
        for known in list(sys.modules.values()):
            if issubclass(type(known), Module) and self.is_own(namespace(known)):
                self.homes.add(str(namespace(known).get("__name__")))
        modules = (
            (repr(k), f"modules[{k!r}]", v)
            for k, v in list(sys.modules.items())
            if k not in self.before
        )
        main = [(k, f"main[{k!r}]", v) for k, v in self.main.items() if shown(k)]
        last = self.last()
        if self.kind(last) and all(last is not value for _, _, value in main):
            main.append(("_", "last()", last))  # what the prompt has shown last stays alive by it
        todo: list[Any] = []
        tables = [
            {"title": "sys.modules", "rows": self.as_data(self.rows(modules, 0), todo)},
            {"title": "__main__", "rows": self.as_data(self.rows(iter(main)), todo)},
        ]
        objects: dict[str, Any] = {}
        while todo and len(objects) < MOST_OBJECTS:
            path, kind, obj = todo.pop(0)
            label = self.label(obj, kind)
            self.kept.setdefault(label, ref(obj))  # for the probe: what had the label first
            if label not in objects:
                objects[label] = {"kind": kind, "found": self.found(obj, kind), "path": path}
                objects[label]["rows"] = self.as_data(self.rows(parts(path, kind, obj)), todo)
        return {"tables": tables, "objects": objects}

    def as_data(self, rows: "Iterator[Any]", todo: "list[Any]") -> "list[dict[str, str]]":
        """The rows as data; what they refer to is put on the list of what to look at."""
        data = []
        for name, path, kind, value in rows:
            if kind:
                todo.append((path, kind, value))
                data.append({"name": name, "path": path, "to": self.label(value, kind)})
            else:
                data.append({"name": name, "path": path, "text": value})
        return data

    def watch(self, request: "Any") -> bytes:
        """Answer with what is seen now.

        The rest happens in a copy of the process: garbage is collected, so that what is dead is
        dead; probes are called, which may print and count; the probe asks if labels are true.
        A process with other threads has no copy: nothing is asked there. A browser makes copies in
        its own way, and does not come here (`reloaded/pyodide/live_recorder.py`).

        Args:
            request: a pair of the expressions to probe, and the source of `probe.py`.
        """
        snapshot = self.look()
        if other_threads():
            return ascii(snapshot).encode() + b"\n"
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                silence = os.open(os.devnull, os.O_RDWR)
                os.dup2(silence, 1)
                os.dup2(silence, 2)
                names: dict[str, Any] = {"__name__": "probe"}
                exec(request[1], names)
                snapshot.update(names["ask"](snapshot, self, request[0]))
                with os.fdopen(writing, "wb") as answer:
                    answer.write(ascii(snapshot).encode() + b"\n")
            except BaseException as error:
                os.write(writing, ascii({"broken": repr(error)}).encode() + b"\n")
            finally:
                os._exit(0)
        os.close(writing)
        received = b""
        while data := os.read(
            reading, 1 << 16
        ):  # `os.fdopen` would import `io`, which 3.14 has not
            received += data
        os.close(reading)
        os.waitpid(child, 0)
        return received


def shown(name: "Any") -> bool:
    """Whether a name is one that a reader knows of: neither `__file__` nor `_sunder_`."""
    return type(name) is str and not (name[:1] == "_" and (name[-1:] == "_" or name[:4] == "_abc"))


def inside(name: str, path: str, value: "Any") -> "Iterator[tuple[str, str, Any]]":
    """What a container holds, and where a callable that wraps another has it.

    Args:
        name: how a reader would write the container: `items`.
        path: the expression that gives it, for the probe: `main['items']`.
        value: any object; of one that holds nothing we know, nothing comes.

    Yields:
        For each object in it, its name, its path, and itself.
    """
    if type(value) in (list, tuple):
        yield from ((f"{name}[{i}]", f"{path}[{i}]", item) for i, item in enumerate(value))
    elif issubclass(type(value), tuple):
        yield from fields(name, path, value)
    elif type(value) is dict:
        for key, item in list(value.items()):
            if type(key) in SIMPLE:
                yield f"{name}[{key!r}]", f"{path}[{key!r}]", item
    elif type(value) is Method:
        for part in ("__self__", "__func__"):
            yield f"{name}.{part}", f"{path}.{part}", getattr(value, part)
    elif type(value) in (staticmethod, classmethod):
        yield name, path + ".__func__", value.__func__
    elif type(value).__name__ == "partial":
        yield name + ".func", path + ".func", value.func


def fields(name: str, path: str, value: "Any") -> "Iterator[tuple[str, str, Any]]":
    """What a named tuple holds (`collections.namedtuple` leaves the names in `_fields`).

    Args:
        name: how a reader would write the tuple.
        path: the expression that gives it.
        value: an instance of a subclass of `tuple`.

    Yields:
        For each field, its name, its path, and the object in it.
    """
    names = namespace(type(value)).get("_fields", ())
    for i, field in enumerate(names if type(names) is tuple else ()):
        yield f"{name}.{field}", f"tuple.__getitem__({path}, {i})", tuple.__getitem__(value, i)


def parts(path: str, kind: str, obj: "Any") -> "Iterator[tuple[str, str, Any]]":
    """What an object refers to: its namespace, and what Python keeps beside it.

    Args:
        path: the expression that gives the object.
        kind: `module`, `function`, `class` or `instance`.
        obj: the object.

    Yields:
        For each reference, its name within the object, its path, and the object that it leads to.
    """
    if kind == "instance":
        yield "__class__", f"type({path})", type(obj)
    elif kind == "class":
        for i, base in enumerate(obj.__bases__):
            yield "base", f"{path}.__bases__[{i}]", base
    elif kind == "function":
        for i, value in enumerate(obj.__defaults__ or ()):
            yield f"default {i + 1}", f"{path}.__defaults__[{i}]", value
        for i, name in enumerate(obj.__code__.co_freevars):
            try:
                yield (
                    name,
                    f"{path}.__closure__[{i}].cell_contents",
                    obj.__closure__[i].cell_contents,
                )
            except ValueError:  # an empty cell
                continue
    for name, value in list(namespace(obj).items()):
        if shown(name) and not (kind == "function" and name == "__wrapped__"):
            yield name, f"vars({path})[{name!r}]", value


def wrapped(outer: "Any", obj: "Any") -> "Any":
    """What a function wraps: by `functools.wraps`, or `obj` itself in its closure."""
    for cell in outer.__closure__ or ():
        try:
            if cell.cell_contents is obj:
                return obj
        except ValueError:  # an empty cell
            continue
    return namespace(outer).get("__wrapped__")


def same_code(obj: "Any", module: "Any") -> str:
    """Whether a function made in a call has the code that such a call would use now."""
    where, outer = namespace(module), None
    for part in obj.__qualname__.split(".<locals>")[0].split("."):
        outer = where.get(part)
        where = namespace(outer)
    if type(outer) is not Function or type(obj) is not Function:
        return "unnamed"
    todo = [outer.__code__]
    for code in todo:
        if code is obj.__code__:
            return "this"
        todo += [const for const in code.co_consts if type(const) is type(code)]
    return "another"


def at_rest(see: "Callable[..., Any]") -> "Callable[..., Any]":
    """Let the garbage collector rest while something is seen: what it collects is a change."""
    had = "gc" in sys.modules
    import gc

    if not had:
        del sys.modules["gc"]

    def rested(*args: "Any") -> "Any":
        was_on = gc.isenabled()
        gc.disable()
        try:
            return see(*args)
        finally:
            if was_on:
                gc.enable()

    return rested


def start() -> "Callable[[Any], bytes]":
    """What the runner asks after each step."""
    main = sys.modules["__main__"].__dict__
    recorder = Recorder(os.path.realpath(os.getcwd()), main, set(sys.modules))
    watching = at_rest(recorder.watch)

    def watch(request: "Any") -> bytes:
        try:
            answer: bytes = watching(request)
        except BaseException as error:  # the session goes on, and the page's author is told
            return ascii({"broken": repr(error)}).encode() + b"\n"
        return answer

    return watch
