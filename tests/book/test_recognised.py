"""A pasted traceback is recognised, whatever it comes in, and what is none is left alone."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reloaded.ask.index import SCRIPTS
from reloaded.ask.messages import messages_of
from reloaded.ask.recognised import for_scripts
from reloaded.book import Book
from tests.support.needs import needs_node

HERE = Path(__file__).parent

SCRIPT = SCRIPTS / "recognise.js"

RUNNER = HERE.parent / "support" / "recognise.mjs"

PASTES = [
    json.loads(line)
    for line in (HERE / "ask" / "tracebacks.jsonl").read_text(encoding="utf-8").splitlines()
]
"""What people have pasted, each with the message and the cause that a person has found in it; the
script was written with those of half 0 in view, and the other half is seen by its figures alone."""


@dataclass(frozen=True)
class Answer:
    """What the script says of a paste."""

    entries: list[str]
    lines: list[str]
    causes: dict[str, str]
    near: list[str]
    milliseconds: float


def answers(pastes: list[str]) -> list[Answer]:
    """What the script says of some pastes, run by Node."""
    asked = json.dumps({"data": for_scripts(messages_of(Book())), "pastes": pastes})
    command = [str(needs_node()), str(RUNNER), str(SCRIPT)]
    printed = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(printed.stdout)
    return [
        Answer(
            [one["entry"] for one in each["findings"]],
            [one["line"] for one in each["findings"]],
            {one["entry"]: one["causes"][0]["name"] for one in each["findings"]},
            each["near"],
            each["milliseconds"],
        )
        for each in found
    ]


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict[str, Any], Answer]]:
    """Each paste with the script's answer."""
    return list(zip(PASTES, answers([one["paste"] for one in PASTES]), strict=True))


@pytest.mark.parametrize(
    ("half", "first", "shown", "cause"), [(0, 0.92, 0.97, 0.92), (1, 0.84, 0.92, 0.75)]
)
def test_what_people_paste_is_recognised(
    half: int, first: float, shown: float, cause: float, judged: list[tuple[dict[str, Any], Answer]]
) -> None:
    """The message is the first, or one of those shown; the cause is the first of its causes."""
    related = [(one, answer) for one, answer in judged if one["half"] == half and "entry" in one]
    caused = [(one, answer) for one, answer in related if "cause" in one]
    right = sum(one["entry"] in answer.entries[:1] for one, answer in related)
    among = sum(one["entry"] in answer.entries for one, answer in related)
    causes = sum(one["cause"] == answer.causes.get(one["entry"]) for one, answer in caused)
    assert right / len(related) >= first
    assert among / len(related) >= shown
    assert causes / len(caused) >= cause


def test_what_has_nothing_to_do_with_modules_is_left_alone(
    judged: list[tuple[dict[str, Any], Answer]],
) -> None:
    """Neither a message nor one like it is offered for it."""
    unrelated = [(one, answer) for one, answer in judged if "entry" not in one]
    assert len(unrelated) > 40
    assert [] == [one["paste"] for one, answer in unrelated if answer.entries]


MISSING = "ModuleNotFoundError: No module named 'excel'"
CIRCULAR = (
    "ImportError: cannot import name 'a' from partially initialized module 'b' "
    "(most likely due to a circular import) (/demo/b.py)"
)

FORMS = {
    "plain": (MISSING, "mnf-top"),
    "colours": (
        "\x1b[1;35mModuleNotFoundError\x1b[0m: \x1b[35mNo module named 'excel'\x1b[0m",
        "mnf-top",
    ),
    "a group": (
        f"  + Exception Group Traceback\n  | ExceptionGroup: two\n    | {MISSING}\n    +---",
        "mnf-top",
    ),
    "lines of Windows": (f'Traceback:\r\n  File "C:\\a.py", line 1\r\n{MISSING}\r\n', "mnf-top"),
    "HTML": (
        "<pre><span>ModuleNotFoundError</span>: No module named &#39;excel&#39;</pre>",
        "mnf-top",
    ),
    "a stored notebook": (
        '"ename": "ModuleNotFoundError",\n "evalue": "No module named \'excel\'",',
        "mnf-top",
    ),
    "pytest": (
        f"test_x.py:1: in <module>\n    import excel\nE   {MISSING}\n=== 1 error ===",
        "mnf-top",
    ),
    "a mail": (f"> Traceback (most recent call last):\n> {MISSING}", "mnf-top"),
    "a box": (f"╭─ Traceback ─╮\n│ {MISSING} │\n╰────╯", "mnf-top"),
    "a log": (f"2026-11-28 09:00:00 [ERROR] web: {MISSING}", "mnf-top"),
    "a container": (f"web_1  | {MISSING}", "mnf-top"),
    "a sentence": (
        (
            "I get `cannot import name 'a' from partially initialized module 'b'` "
            "(most likely due to a circular import), why?"
        ),
        "circular-nopath",
    ),
    "curly quotes": (
        "ImportError: cannot import name \u2018a\u2019 from \u2018b\u2019 (/demo/b.py)",
        "cannot-import-path",
    ),
    "broken by a terminal": ("ModuleNotFoundError: No module named\n'excel'", "mnf-top"),
    "a note": (
        (
            "_pickle.PicklingError: Can't pickle <class 'm.A'>: it's not the same object as m.A\n"
            "when serializing m.A state"
        ),
        "pickle-not-same",
    ),
    "carets": (f"  import a\n  ^^^^^^^^\n{CIRCULAR}", "circular-path"),
    "a chain": (
        (
            f"{MISSING}\n\nDuring handling of the above exception, another exception occurred:\n"
            "\nKeyError: 'x'"
        ),
        "mnf-top",
    ),
    "another language": (
        (
            "ImportError: DLL load failed while importing _C: "
            "Das angegebene Modul wurde nicht gefunden."
        ),
        "ext-dll",
    ),
}


def test_a_message_is_recognised_in_every_form() -> None:
    """Whatever a terminal, a notebook, a tool or a person puts around it."""
    found = answers([paste for paste, _ in FORMS.values()])
    got = {form: answer.entries[:1] for form, answer in zip(FORMS, found, strict=True)}
    assert {form: [entry] for form, (_, entry) in FORMS.items()} == got


def frame(file: str, code: str) -> str:
    """A frame as Python prints it."""
    return f'  File "/demo/{file}", line 1, in <module>\n    {code}\n'


def test_frames_put_the_causes_in_order() -> None:
    """A file that imports itself, two in turn, or a name of the project decide it."""
    pastes = {
        "script-imports-itself": frame("b.py", "from b import a") + CIRCULAR,
        "cycle-of-two": frame("b.py", "from y import c")
        + frame("y.py", "from b import a")
        + CIRCULAR,
        "folder-not-on-path": frame("excel/till.py", "import excel") + MISSING,
        "left-library": MISSING.replace("excel", "imp"),
        "not-installed": MISSING,
    }
    found = answers([*pastes.values()])
    firsts = {
        name: next(iter(one.causes.values())) for name, one in zip(pastes, found, strict=True)
    }
    assert {name: name for name in pastes} == firsts | {"not-installed": "not-installed"}


def test_several_messages_are_found_the_last_first() -> None:
    """A paste may hold more than one."""
    (found,) = answers([f"{CIRCULAR}\ntext\n{MISSING}\n"])
    assert ["mnf-top", "circular-path"] == found.entries
    assert [MISSING, CIRCULAR] == found.lines


def test_an_unknown_message_about_imports_gets_its_neighbours() -> None:
    """An unknown one of another kind gets none."""
    unknown, other = answers(
        ["ImportError: module shop.till is not in sys.modules any more", "ValueError: bad number"]
    )
    assert [] == unknown.entries or unknown.near
    assert "reload-not-in" in unknown.near
    assert [] == other.near


MEGABYTE = 1_000_000

HUGE = (
    "a",
    " ",
    "'",
    "\n",
    "a.",
    "Error ",
    "<span",
    "</span><a ",
    "\x1b[",
    "│ ",
    "E   ",
    "../",
    f"{MISSING}\n",
    'File "a.py", line 1, in f\n',
    "No module named 'x ",
    '"evalue": \\u001b[ \\n',
    "module 'a' has no attribute 'b' partially initialized ",
)


def test_a_megabyte_of_anything_is_read_at_once() -> None:
    """A page doesn't stand still; what takes the square of the time would take minutes here."""
    many = "\n".join(
        f"ImportError: cannot import name 'a{n}' from 'b' (c.py" for n in range(18_000)
    )
    found = answers([*(piece * (MEGABYTE // len(piece)) for piece in HUGE), many])
    assert [] == [
        piece[:40]
        for piece, answer in zip((*HUGE, many), found, strict=True)
        if answer.milliseconds > 2_000
    ]
