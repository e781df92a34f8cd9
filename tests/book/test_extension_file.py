"""What the book says of a rebuilt `.so` file, shown with an extension of the standard library.

A session can't show it: it has no compiler, and some Pythons keep no extension in a file.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from reloaded.interpreters.environments import Interpreter

FIND = """
import sys
from pathlib import Path

for folder in sys.path:
    for file in Path(folder).glob("_queue.*.so"):
        print(file)
"""

REBUILD = """
import os, shutil, sys

def place(folder, build):
    os.makedirs(folder, exist_ok=True)
    shutil.copy(build, os.path.join(folder, "beside"))
    os.replace(os.path.join(folder, "beside"), os.path.join(folder, name))
    sys.path.insert(0, folder)

first_build, new_build = sys.argv[1:]
name = os.path.basename(first_build)
place("one", first_build)
import _queue
first = _queue
place("one", new_build)
del sys.modules["_queue"]
import _queue
print(_queue.__file__ == first.__file__, _queue is first)
place("two", new_build)
del sys.modules["_queue"]
try:
    import _queue
except ImportError:
    print("another path is opened")
"""


def test_a_rebuilt_extension_is_opened_only_under_another_path(
    each: Interpreter, tmp_path: Path
) -> None:
    """Deletion and import make a second module from the old library, whatever the file holds."""

    def output(*arguments: str | Path) -> str:
        command = [each.executable, *arguments]
        return subprocess.run(
            command, cwd=tmp_path, check=True, text=True, stdout=subprocess.PIPE
        ).stdout

    if not (first_build := output("-c", FIND).strip()):
        pytest.skip(f"{each.name} keeps the extension `_queue` in no file")
    new_build = tmp_path / "no-library.so"
    new_build.write_text("This is no machine code.\n")

    expected = "True False\nanother path is opened\n"
    assert expected == output("-c", REBUILD, first_build, new_build)
