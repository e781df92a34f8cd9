"""What IPython does with an edit, by the moment of the edit and by the mode."""

import json
import os
import sys
import tempfile
import traceback
from functools import partial
from importlib import reload
from pathlib import Path

import events
from IPython.core.interactiveshell import InteractiveShell

FILE = Path("till.py")
OLD = (Path(__file__).parent / "before" / FILE).read_text(encoding="utf-8")
EDITED = OLD.replace('"old"', '"new"', 1)
SECOND = OLD.replace('"old"', '"newer"', 1)
BOTH_EDITED = OLD.replace('"old"', '"new"')
CALL = "events.HANDLERS.sort()\n"
IMPORT = "import till"


class Notebook:
    """A shell without a terminal, and an editor beside it."""

    def __init__(self, mode="2", *, is_loaded=True):
        self.shell = InteractiveShell.instance()
        self.shell.showtraceback = lambda *args, **kwargs: None
        self.shell.user_ns["save"] = self.save
        self.mode = mode
        if is_loaded:
            self.load()

    def load(self):
        self.cell("%load_ext autoreload")
        self.cell(f"%autoreload {self.mode}")

    def cell(self, text="pass"):
        self.shell.run_cell(text)

    def save(self, text, file=FILE, seconds=2):
        """Save the file with a date that is so many seconds later."""
        date = file.stat().st_mtime + seconds
        file.write_text(text, encoding="utf-8")
        os.utime(file, (date, date))


def before_the_next_cell(text=EDITED):
    notebook = Notebook()
    notebook.cell(IMPORT)
    notebook.save(text)
    notebook.cell()


def after_one_more_cell(mode="2", start=IMPORT, cell="pass", text=EDITED, seconds=2):
    notebook = Notebook(mode)
    notebook.cell(start)
    notebook.cell(cell)
    notebook.save(text, seconds=seconds)
    notebook.cell()


def again_after_a_first_edit():
    notebook = Notebook()
    notebook.cell(IMPORT)
    notebook.save(EDITED)
    notebook.cell()
    events.HANDLERS[:] = ["till"]
    notebook.save(SECOND)
    notebook.cell()


def installed(*texts, folder="site-packages"):
    folder = Path(folder).resolve()
    folder.mkdir()
    file = folder / "till.py"
    file.write_text(OLD, encoding="utf-8")
    sys.path.insert(0, str(folder))
    notebook = Notebook()
    notebook.cell(IMPORT)
    for text in texts:
        notebook.cell()
        events.HANDLERS[:] = ["till"]
        notebook.save(text, file)
        notebook.cell()


def imported_before_load_ext(text):
    notebook = Notebook(is_loaded=False)
    notebook.cell(IMPORT)
    notebook.load()
    notebook.save(text)
    notebook.cell()


def edited_before_autoreload_2():
    notebook = Notebook(is_loaded=False)
    notebook.cell("%load_ext autoreload")
    notebook.cell(IMPORT)
    notebook.save(EDITED)
    notebook.cell("%autoreload 2")
    notebook.cell()


def edited_before_load_ext(*later):
    notebook = Notebook(is_loaded=False)
    notebook.cell(IMPORT)
    notebook.save(EDITED)
    notebook.load()
    notebook.cell()
    for text in later:
        notebook.save(text)
        notebook.cell()


def edited_by_the_importing_cell():
    notebook = Notebook()
    notebook.cell(f"import till; save({EDITED!r})")
    notebook.cell()


def while_a_cell_runs(look_in="that cell"):
    notebook = Notebook()
    notebook.cell(IMPORT)
    notebook.cell()
    notebook.cell(f"save({EDITED!r}); seen = till.word()")
    if look_in == "that cell":
        return notebook.shell.user_ns["seen"]
    notebook.cell()
    return None


def after_a_failed_reload(old, broken, mended):
    """The broken edit changes `word` as well, and the mended file has it like that."""
    notebook = Notebook()
    notebook.save(old)
    notebook.cell(IMPORT)
    notebook.cell()
    notebook.save(broken)
    notebook.cell()
    events.HANDLERS[:] = ["till"]
    notebook.save(mended)
    notebook.cell()


def looked_once():
    notebook = Notebook("0")
    notebook.cell(IMPORT)
    notebook.cell()
    notebook.save(EDITED)
    notebook.cell("%autoreload now")


CHECK = """

def check({}):
    {}


check({})
"""

MOMENTS = {
    "edited before the next cell": before_the_next_cell,
    "saved as it was before the next cell": lambda: before_the_next_cell(text=OLD),
    "edited after one more cell": after_one_more_cell,
    "edited after one more cell, and a call in the body with it": lambda: after_one_more_cell(
        text=EDITED + CALL
    ),
    "edited after an empty cell": lambda: after_one_more_cell(start=IMPORT, cell=""),
    "edited a second time, the first time before the next cell": again_after_a_first_edit,
    "a comment edited after one more cell": lambda: after_one_more_cell(text=OLD + "# so\n"),
    "saved with an older date": lambda: after_one_more_cell(seconds=-2),
    "edited while a later cell runs, in that cell": while_a_cell_runs,
    "edited while a later cell runs, in the next cell": lambda: while_a_cell_runs("the next"),
    "imported before `%load_ext`, edited after it": lambda: imported_before_load_ext(EDITED),
    "edited between the import and `%load_ext`": edited_before_load_ext,
    "the same, and saved again later": lambda: edited_before_load_ext(EDITED),
    "the same, and another function edited later: the missed edit": lambda: edited_before_load_ext(
        BOTH_EDITED
    ),
    "the same, and a call in the body edited later": lambda: edited_before_load_ext(EDITED + CALL),
    "imported and edited between `%load_ext` and `%autoreload 2`": edited_before_autoreload_2,
    "edited while the importing cell runs": edited_by_the_importing_cell,
    "mended after a syntax error": lambda: after_a_failed_reload(OLD, EDITED + "def\n", EDITED),
    "mended in a function after the body failed: the rest of the failed edit": lambda: (
        after_a_failed_reload(
            OLD + CHECK.format("", "pass", ""),
            EDITED + CHECK.format("count", "1 / 0", "0"),
            EDITED + CHECK.format("count", "return count", "0"),
        )
    ),
    "in a folder `site-packages`, edited after one more cell": lambda: installed(EDITED),
    "in a folder `site-packages`, edited a second time": lambda: installed(EDITED, SECOND),
    "in a folder `dist-packages`, edited after one more cell": lambda: installed(
        EDITED, folder="dist-packages"
    ),
    "`till`, left out by `%aimport -till`": lambda: after_one_more_cell(
        start=IMPORT + "\n%aimport -till"
    ),
    "a comment edited after one more cell, in mode `2-`": lambda: after_one_more_cell(
        "2-", text=OLD + "# so\n"
    ),
    "`%autoreload now` after the edit, in mode `0`": looked_once,
}
"""In mode 2: what is done when, and the scene that does it."""

KINDS = {
    "the body of a function": ("def f(): return 1", "def f(): return 2", "f()"),
    "a default value": ("def f(n=1): return n", "def f(n=2): return n", "f()"),
    "a default value that names a class constant": (
        "class A:\n    N = 1\n    def f(self, n=N): return n",
        "class A:\n    N = 1\n    def f(self, n=N): return n + 1",
        "A().f()",
    ),
    "a decorator added": (
        "def twice(f): return lambda: 2 * f()\ndef f(): return 1",
        "def twice(f): return lambda: 2 * f()\n@twice\ndef f(): return 1",
        "f()",
    ),
    "a function under `lru_cache`": (
        "import functools\n@functools.lru_cache\ndef f(): return 1",
        "import functools\n@functools.lru_cache\ndef f(): return 2",
        "f()",
    ),
    "a function in an `if`": (
        "if True:\n    def f(): return 1",
        "if True:\n    def f(): return 2",
        "f()",
    ),
    "the condition of an `if`": (
        "n = 0\nif n == 0:\n    def f(): return 1",
        "n = 0\nif n < 1:\n    def f(): return 1",
        "f()",
    ),
    "an import": ("from math import pi as n", "from math import e as n", "n"),
    "an import of a dotted name: `import xml.dom`": ("", "import xml.dom", "'xml' in dir()"),
    "an assignment of constants: `n = [1]`": ("n = [1]", "n = [2]", "n"),
    "an assignment that names something: `n = 2 * m`": (
        "m = 1\nn = 2 * m",
        "m = 1\nn = 3 * m",
        "n",
    ),
    "an assignment that calls a built-in: `n = max(1, 2)`": ("n = max(1, 2)", "n = max(1, 3)", "n"),
    "an assignment to two names: `n, m = 1, 2`": ("n, m = 1, 2", "n, m = 1, 3", "m"),
    "another statement: `n += 1`": ("n = 1\nn += 1", "n = 1\nn += 2", "n"),
    "a method": (
        "class A:\n    def f(self): return 1",
        "class A:\n    def f(self): return 2",
        "A().f()",
    ),
    "a constant of a class": ("class A:\n    n = 1", "class A:\n    n = 2", "A.n"),
    "a base class": (
        "class A: n = 1\nclass B: n = 2\nclass C(A): pass",
        "class A: n = 1\nclass B: n = 2\nclass C(B): pass",
        "C.n",
    ),
    "a decorator of a class": (
        "def two(c): return 2\nclass A: pass",
        "def two(c): return 2\n@two\nclass A: pass",
        "A == 2",
    ),
    "a decorator, in another function that it wraps": (
        "def deco(f): return lambda: 1\n@deco\ndef f(): pass",
        "def deco(f): return lambda: 2\n@deco\ndef f(): pass",
        "f()",
    ),
    "two assignments, moved past each other": (
        "n = 1\nm = [n]\nn = 2",
        "n = 1\nn = 2\nm = [n]",
        "m",
    ),
    "a call moved out of an `if`": (
        "n = []\nif n:\n    n.append(1)",
        "n = []\nif n:\n    pass\nn.append(1)",
        "n",
    ),
    "a name bound in `try`, which `except` binds as well": (
        "try:\n    n = 1\nexcept NameError:\n    n = 0",
        "try:\n    n = 2\nexcept NameError:\n    n = 0",
        "n",
    ),
    "the docstring of a function": (
        'def f(): "Before."',
        'def f(): "After."',
        "f.__doc__",
    ),
    "the docstring of a class": ('class A: "Before."', 'class A: "After."', "A.__doc__"),
    "the docstring of the module": ("", "", "__doc__"),
    "a field added to a dataclass, given to a new instance": (
        "from dataclasses import dataclass\n@dataclass\nclass A:\n    m: int = 1",
        "from dataclasses import dataclass\n@dataclass\nclass A:\n    m: int = 1\n    n: int = 1",
        "'n' in A.__init__.__code__.co_varnames",
    ),
    "a member added to an `IntEnum`, counted": (
        "from enum import IntEnum\nclass A(IntEnum):\n    N = 1",
        "from enum import IntEnum\nclass A(IntEnum):\n    N = 1\n    M = 2",
        "len(A)",
    ),
    "a method of an `Enum`": (
        "from enum import Enum\nclass A(Enum):\n    N = 1\n    def f(self): return 1",
        "from enum import Enum\nclass A(Enum):\n    N = 1\n    def f(self): return 2",
        "A.N.f()",
    ),
    "a member added to an `Enum`, counted": (
        "from enum import Enum\nclass A(Enum):\n    N = 1",
        "from enum import Enum\nclass A(Enum):\n    N = 1\n    M = 2",
        "len(A)",
    ),
    "a function or a class added": ("n = 1", "n = 1\ndef f(): pass\nclass A: pass", "len(dir())"),
    "a function deleted": ("def f(): pass", "", "len(dir())"),
    "a class deleted": ("class A: pass", "", "len(dir())"),
}
"""In mode 2, after one more cell: what is edited, its code before and after, and a look at it."""


def edited(before, after, look):
    """The word for an edit of `till`, by an expression that tells old from new."""
    notebook = Notebook()
    notebook.save(f'"""Before."""\n{OLD}{before}\n')
    notebook.cell(IMPORT)
    notebook.cell()
    there = vars(sys.modules["till"])
    seen = eval(look, there)
    notebook.save(f'"""After."""\n{OLD}{after}\n')
    notebook.cell()
    if eval(look, there) != seen or events.HANDLERS.count("till") > 1:
        return "new"
    reload(sys.modules["till"])
    return "nothing; nor does `reload`" if eval(look, there) == seen else "nothing; `reload` does"


MODES = (
    "`0`, `off`",
    "`1`, `explicit`",
    "`2`, `all`",
    "`2-`, `all-`, `2 --full`",
    "`3`, `complete`",
)
"""The modes, each with all its spellings."""


def what_happens(scene):
    """One word: by what `till.word()` gives, and by how often the body has run."""
    word = scene() or sys.modules["till"].word()
    if word.startswith("nothing"):
        return word
    if events.HANDLERS.count("till") > 1:
        return "runs the body"
    return "nothing" if word == "old" else "patches"


def in_a_fresh_process(scene):
    """A fork has no notebook and no `till` yet."""
    read, write = os.pipe()
    if not os.fork():
        try:
            folder = tempfile.mkdtemp(dir=".")
            os.chdir(folder)
            FILE.write_text(OLD, encoding="utf-8")
            sys.path.insert(0, str(Path.cwd()))
            os.write(write, what_happens(scene).encode())
        except BaseException:  # noqa: BLE001 - the parent goes on, and finds no word
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(write)
    with open(read, encoding="utf-8") as pipe:
        word = pipe.read()
    os.wait()
    return word


def by_mode(spellings, start):
    """The word of all spellings; several if they differ."""
    words = {
        in_a_fresh_process(lambda mode=mode: after_one_more_cell(mode, start))
        for mode in spellings.replace("`", "").split(", ")
    }
    return " or ".join(sorted(words))


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "moments":
        words = {row: in_a_fresh_process(scene) for row, scene in MOMENTS.items()}
    elif what == "kinds":
        words = {row: in_a_fresh_process(partial(edited, *kind)) for row, kind in KINDS.items()}
    else:
        start = {"import": IMPORT, "aimport": "%aimport till"}[what]
        words = {spellings: by_mode(spellings, start) for spellings in MODES}
    print(json.dumps(words))
