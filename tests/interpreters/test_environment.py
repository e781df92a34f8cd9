"""A session sees what a bare interpreter shows: no module, hook, name, flag or variable of ours.

`each` is every supported Python of this machine in turn.
"""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.gates import EVERYWHERE
from reloaded.session.model import SaveFile
from tests.support.sessions import printed, troubles

FACTS = {
    "names": "sorted(globals())",
    "special names": "{name: repr(globals()[name]) for name in ('__name__', '__doc__',"
    " '__package__', '__spec__', '__loader__', '__builtins__')}",
    "modules": "sorted(sys.modules)",
    "path": "sys.path",
    "finders": "[repr(finder) for finder in sys.meta_path]",
    "path hooks": "[repr(hook).partition(' at 0x')[0] for hook in sys.path_hooks]",
    "finder cache": "sorted(sys.path_importer_cache)",
    "flags": "repr(sys.flags)",
    "options": "sys.warnoptions, sys._xoptions, sys.dont_write_bytecode, sys.pycache_prefix",
    "watchers": "sys.getrecursionlimit(), sys.gettrace(), sys.getprofile(), sys.exc_info()",
    "streams": "[(stream.encoding, stream.errors, stream.mode)"
    " for stream in (sys.stdin, sys.stdout, sys.stderr)]",
    "hooks": "[getattr(sys, name) is getattr(sys, f'__{name}__')"
    " for name in ('displayhook', 'excepthook', 'stdin', 'stdout', 'stderr')]",
    "last exception": "[name for name in dir(sys) if name.startswith('last_')]",
    "prefixes": "sys.prefix, sys.base_prefix, sys.executable",
    "variables": "dict(os.environ)",
}
"""What a bare interpreter and a session must answer alike."""

ANSWER = f"(lambda sys, os: [{', '.join(f'({fact})' for fact in FACTS.values())}])"
QUESTION = f"print(ascii({ANSWER}(__import__('sys'), __import__('os'))))"
"""One expression: an import statement would leave a name behind."""


def bare(interpreter: Interpreter, home: Path) -> str:
    """What an interpreter answers that was started for nothing else."""
    folder = home / "demo"
    folder.mkdir()
    variables = interpreter.variables(home)
    del variables["PYTHONHASHSEED"]
    done = subprocess.run(
        [interpreter.executable, "-c", QUESTION],
        cwd=folder,
        env=variables,
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.replace(str(folder), "/demo").replace(str(interpreter.home), "/venv")


def facts(answer: str) -> dict[str, object]:
    """An answer as values, wherever the home folder was."""
    somewhere = re.sub(r"'(HOME|TMPDIR)': '[^']*'", r"'\1': '…'", answer)
    return dict(zip(FACTS, ast.literal_eval(somewhere), strict=True))


def test_a_session_sees_what_a_bare_interpreter_sees(each: Interpreter, tmp_path: Path) -> None:
    """Names, modules, finders, path, flags, streams, hooks and variables are the interpreter's."""
    expected = facts(bare(each, tmp_path))

    (answer,) = printed(QUESTION, on=each)

    assert expected == facts(answer)


def test_main_is_the_real_main(each: Interpreter) -> None:
    """Names typed at the prompt live in `sys.modules['__main__']`, and nothing else does."""
    assert "" == troubles(
        """
        ```pycon
        >>> import sys
        >>> sys.modules["__main__"].__dict__ is globals() is vars()
        True
        >>> __name__
        '__main__'
        >>> class Tea:
        ...     pass
        >>> Tea.__module__
        '__main__'
        >>> import pickle
        >>> type(pickle.loads(pickle.dumps(Tea()))) is Tea
        True
        >>> [name for name in dir() if not name.startswith("__")]
        ['Tea', 'pickle', 'sys']
        >>> sys.path[0]
        ''
        >>> sys.argv
        ['']
        >>> sys.orig_argv == [sys.executable]
        True
        >>> sys.ps1, sys.ps2
        ('>>> ', '... ')
        >>> import os
        >>> sorted(os.environ)
        ['COLUMNS', 'HOME', 'LC_ALL', 'PATH', 'TERM', 'TMPDIR', 'TZ']
        >>> os.getcwd()
        '/demo'
        ```
        """,
        each,
    )


def test_a_second_look_is_free(each: Interpreter) -> None:
    """Bytecode is written and trusted: an edit of the same size in the same second is not seen."""
    assert "" == troubles(
        """
        ```python title="price.py"
        tea = 3
        ```

        ```pycon
        >>> import price
        >>> import os
        >>> len(os.listdir("__pycache__"))
        1
        >>> raise SystemExit
        ```

        ```python title="price.py" saved="same second"
        tea = 4
        ```

        ```pycon
        >>> import price
        >>> price.tea
        3
        >>> raise SystemExit
        ```

        ```python title="price.py" saved="same second"
        tea = 44
        ```

        ```pycon
        >>> import price
        >>> price.tea
        44
        >>> raise SystemExit
        ```

        ```python title="price.py"
        tea = 55
        ```

        ```pycon
        >>> import price
        >>> price.tea
        55
        ```

        ```tree
        /demo/
        └── price.py
        ```
        """,
        each,
    )


def test_a_file_that_was_just_saved_is_found(each: Interpreter) -> None:
    """A finder never trusts a listing of the folder from before a save or a deletion."""
    names = [f"m{number}" for number in range(20)]
    session: list[str | SaveFile] = []
    for line, name in enumerate(names):
        session += [f"try: import {name}\nexcept ImportError: pass"]
        session += [SaveFile(100 + line, EVERYWHERE, f"{name}.py", ""), f"import {name}"]

    assert [""] * 40 == printed(*session, on=each)


def test_a_session_speaks_unicode(each: Interpreter) -> None:
    """File names, sources and output may hold any text; what is no text is shown escaped."""
    assert "" == troubles(
        r"""
        ```python title="café/naïve.py"
        clef = "𝄞 😀 é"
        ```

        ```pycon
        >>> import café.naïve
        >>> café.naïve.clef, len(café.naïve.clef)
        ('𝄞 😀 é', 6)
        >>> print("\ud800")
        Traceback (most recent call last):
          ...
        UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
        >>> import os
        >>> _ = os.write(1, b"caf\xe9\n")
        caf\xe9
        ```

        ```console
        $ ls café/*.py && echo 😀
        café/naïve.py
        😀
        ```
        """,  # noqa: E501 - as the interpreter prints it
        each,
    )


def test_two_streams_keep_their_order(each: Interpreter) -> None:
    """What goes to stdout, to stderr and around both comes out in the order of its writing."""
    assert "" == troubles(
        r"""
        ```python title="both.py"
        import os, subprocess, sys
        print("one")
        print("two", file=sys.stderr)
        print("three", flush=True)
        os.write(1, b"four\n")
        subprocess.run(["echo", "five"])
        print("six")
        ```

        ```pycon
        >>> import both
        one
        two
        three
        four
        five
        six
        >>> print("no newline", end="")
        no newline
        ```

        ```console
        $ python both.py; echo seven >&2
        one
        two
        three
        four
        five
        six
        seven
        ```
        """,
        each,
    )


def test_what_cannot_be_hidden(each: Interpreter) -> None:
    """Four frames lie beneath a step, where the prompt has none: the runner's, and how it began."""
    assert "" == troubles(
        """
        ```pycon
        >>> import sys
        >>> frame = sys._getframe()
        >>> while frame := frame.f_back:
        ...     print(frame.f_code.co_filename, frame.f_code.co_name)
        <runner> type
        <runner> serve
        <runner> <module>
        <string> <module>
        ```
        """,
        each,
    )
