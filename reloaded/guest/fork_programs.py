"""Runs a program in each of many folders, in forks of one interpreter, as if started for each.

A start costs an interpreter more than such a program does. Its command line has the seconds that
each may take, and the folders; what the `main.py` of `folder` prints is in `folder.printed`.
"""

from __future__ import annotations

import os
import sys


def run(seconds: int, folders: list[str]) -> None:
    """Run one program after the other; each child goes on as that program's interpreter."""
    for folder in folders:
        child = os.fork()
        if child == 0:
            become(folder, seconds)
            return
        os.waitpid(child, 0)


def become(folder: str, seconds: int) -> None:
    """Put this process into the state of `python main.py` in a folder, and run that."""
    import _signal  # type: ignore[import-not-found]  # signal would bring enum and more

    _signal.alarm(seconds)
    os.chdir(folder)
    printed = os.open(folder + ".printed", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    os.environ["HOME"] = os.environ["TMPDIR"] = folder
    sys.argv[:] = ["main.py"]
    sys.path[0] = folder
    place = os.path.join(folder, "main.py")
    with open(place, "rb") as file:
        source = file.read()
    names = sys.modules["__main__"].__dict__
    names.clear()
    names.update(__name__="__main__", __builtins__=__builtins__, __file__=place)
    names.update(__doc__=None, __package__=None, __spec__=None, __loader__=None)
    try:
        exec(compile(source, place, "exec"), names)
    except SystemExit:
        raise
    except BaseException:
        sys.excepthook(*sys.exc_info())


run(int(sys.argv[1]), sys.argv[2:])
