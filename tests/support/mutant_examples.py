"""For each kind of mutant a proof that notices it, and one that is too weak."""

from __future__ import annotations

CHEAP = '```python title="tea.py"\nPRICE = 3\n```\n'
DEAR = '```python title="tea.py"\nprint("four")\nPRICE = 4\n```\n'
IMPORT = "```pycon\n>>> import tea\n>>> from importlib import reload\n>>> import sys\n```\n"
FRAMES = "Traceback (most recent call last):\n  ...\n"


def pycon(*lines: str) -> str:
    """What is typed and printed."""
    return "\n".join(["```pycon", *lines, "```\n"])


def like(*lines: str) -> str:
    """The same, where `...` stands for any text."""
    return "\n".join(['```pycon match="ellipsis"', *lines, "```\n"])


def parts(*blocks: str) -> str:
    """Blocks, one after the other."""
    return "\n".join(blocks)


TWO_LINES = ('>>> print("a", "b", sep="\\n")', "a", "b")
RAISES = (">>> 1 / 0", FRAMES + "ZeroDivisionError: division by zero")
RELOADED = parts(
    CHEAP, IMPORT, DEAR, pycon(">>> again = reload(tea)", "four", ">>> again.PRICE", "4")
)
UNREAD = parts(CHEAP, IMPORT, DEAR, pycon(">>> tea.PRICE", "3"))

STRONG = {
    "line altered": pycon(*TWO_LINES),
    "line dropped": pycon(*TWO_LINES),
    "line added": pycon(*TWO_LINES),
    "output where none is": pycon(">>> tea = 3", ">>> tea", "3"),
    "exception's type": pycon(*RAISES),
    "exception's message": pycon(*RAISES),
    "edit not made": RELOADED,
    "edit made twice": RELOADED,
    "edit made empty": RELOADED,
    "file not saved": RELOADED,
    "file not deleted": parts(CHEAP, "```console\n$ ls\ntea.py\n$ rm tea.py\n$ ls\n```\n"),
    "reload without effect": RELOADED.replace('print("four")\n', "").replace("four\n", ""),
    "entry not deleted": parts(
        CHEAP, IMPORT, pycon('>>> del sys.modules["tea"]', '>>> "tea" in sys.modules', "False")
    ),
    "import not repeated": parts(
        CHEAP, IMPORT, pycon(">>> tea = None", ">>> import tea", ">>> tea.PRICE", "3")
    ),
    "gate shifted": '```pycon py="==OWN"\n>>> 1\n1\n```\n\n```pycon py="!=OWN"\n>>> 2\n3\n```',
}

WEAK = {
    "line altered": like(TWO_LINES[0], "a", "..."),
    "line dropped": like(TWO_LINES[0], "a", "..."),
    "line added": '```console match="ellipsis"\n$ echo a; echo b\n...\n```\n',
    "exception's type": like(RAISES[0], FRAMES + "...: division by zero"),
    "exception's message": like(RAISES[0], FRAMES + "ZeroDivisionError: ..."),
    "edit not made": UNREAD,
    "edit made twice": UNREAD,
    "edit made empty": UNREAD,
    "file not saved": parts(CHEAP, pycon(">>> 3", "3")),
    "file not deleted": parts(CHEAP, "```console\n$ ls\ntea.py\n$ rm tea.py\n```\n"),
    "reload without effect": parts(CHEAP, IMPORT, pycon(">>> reload(tea) is tea", "True")),
    "entry not deleted": parts(
        CHEAP, IMPORT, pycon('>>> del sys.modules["tea"]', ">>> tea.PRICE", "3")
    ),
    "import not repeated": parts(CHEAP, IMPORT, pycon(">>> import tea", ">>> tea.PRICE", "3")),
    "gate shifted": '```pycon py="==OWN"\n>>> 1\n1\n```\n\n```pycon py="!=OWN"\n>>> 2\n2\n```',
}

WHOLE = parts(
    RELOADED,
    pycon(*RAISES),
    pycon(*TWO_LINES),
    like(">>> object()", "<object object at ...>"),
    "```console\n$ rm tea.py; echo done\ndone\n```\n",
    "```tree\n/demo/\n```\n",
)
