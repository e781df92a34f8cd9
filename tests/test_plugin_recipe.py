"""The loader of plugins does what the book says of it, and no more."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from reloaded.book import Book
from reloaded.interpreters.environments import Interpreter

HOST = Book().snippets / "own-name-stops-reload/before/host.py"


def output(program: str, plugin: str, text: str, on: Interpreter, folder: Path) -> str:
    """What a program prints beside the loader and one plugin."""
    shutil.copy(HOST, folder)
    (folder / "plugins").mkdir()
    (folder / f"plugins/{plugin}.py").write_text(text)
    return subprocess.check_output([on.executable, "-c", program], cwd=folder, text=True)


def test_pickle_wants_a_name_without_a_dot(each: Interpreter, tmp_path: Path) -> None:
    """What stands before the dot would have to be a package."""
    program = (
        "import host, pickle\n"
        "note = host.load('my.notes').Note()\n"
        "try:\n    pickle.dumps(note)\nexcept pickle.PicklingError:\n    print('refused')\n"
    )
    assert "refused\n" == output(program, "my.notes", "class Note: pass\n", each, tmp_path)


def test_another_thread_gets_a_plugin_half_made(each: Interpreter, tmp_path: Path) -> None:
    """An import would wait for the body's end."""
    program = (
        "import host, threading\n"
        "host.inside, host.go = threading.Event(), threading.Event()\n"
        "first = threading.Thread(target=host.load, args=['slow'])\n"
        "first.start()\n"
        "host.inside.wait()\n"
        "print(hasattr(host.load('slow'), 'READY'))\n"
        "host.go.set()\n"
        "first.join()\n"
        "print(hasattr(host.load('slow'), 'READY'))\n"
    )
    slow = "import host\nhost.inside.set()\nhost.go.wait()\nREADY = 1\n"
    assert "False\nTrue\n" == output(program, "slow", slow, each, tmp_path)
