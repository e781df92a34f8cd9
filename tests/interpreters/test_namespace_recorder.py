"""The recorder sees what is there, labels it by identity, and disturbs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from reloaded.errors import BookError
from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.gates import EVERYWHERE
from reloaded.pictures.check import disturbed, trouble
from reloaded.pictures.model import Recording, Snapshot
from reloaded.pictures.record_session import RECORDER, record, recorded
from reloaded.session.model import SaveFile, Session
from reloaded.session.run_session import prove
from tests.support.sessions import session_of, steps

HELLO = 'def hello():\n    return "hi"\n'
BONJOUR = 'def hello():\n    return "bonjour"\n'

SAME = "        if known is not None and known() is obj:\n            return label\n"
BROKEN = {
    "by id": (SAME, "        if known is not None:\n            return label\n"),
    "by name": ('return f"{name} #{number}"', 'return f"{name} #1"'),
    "by value": (
        SAME,
        "        for known, label in self.labels.values():\n"
        "            code = getattr(known(), '__code__', 0)\n"
        "            if code and code == getattr(obj, '__code__', 1):\n"
        "                return label\n" + SAME,
    ),
    "never": (SAME, ""),
}
"""Recorders that compare otherwise, by what of ours they replace, and by what."""


def save(path: str, text: str) -> SaveFile:
    """A file is saved."""
    return SaveFile(0, EVERYWHERE, path, text)


def reloads(times: int) -> Session:
    """A function is reloaded, and an old one kept now and then."""
    again = ["reload(bar)" for _ in range(times)]
    begin = [
        "import bar",
        "from importlib import reload",
        "from bar import hello",
        "kept = [hello]",
    ]
    return steps(save("bar.py", HELLO), *begin, *again, "kept.append(bar.hello)", *again)


def last(session: Session, on: Interpreter, *probes: str) -> Snapshot:
    """What is seen after the last statement."""
    return record(session, on, probes).snapshots[-1]


def test_a_label_means_one_object_through_many_reloads(each: Interpreter) -> None:
    """Addresses are used again and again; no label is, and the probe agrees."""
    recording = record(reloads(8), each)
    seen = {label for snapshot in recording.snapshots for label in snapshot.objects}

    assert [] == recording.false
    assert {f"hello #{number}" for number in range(1, 18)} <= seen
    assert "hello #5" in recording.snapshots[-1].gone
    assert {"hello #1", "hello #9", "hello #17"} <= recording.snapshots[-1].objects.keys()


@pytest.mark.parametrize("how", BROKEN)
def test_a_recorder_that_compares_otherwise_is_caught(how: str, interpreter: Interpreter) -> None:
    """Labels by id, by name, by value or by nothing at all contradict `is` in the session."""
    source, (ours, theirs) = RECORDER.read_text(encoding="utf-8"), BROKEN[how]
    assert source.count(ours) == 1

    assert record(reloads(8), interpreter, (), source.replace(ours, theirs)).false


def test_who_watches_leaves_nothing_behind(each: Interpreter) -> None:
    """A session that looks for its watcher prints what it prints alone."""
    session = steps(
        save("bar.py", HELLO),
        "import bar, sys",
        "sorted(sys.modules)",
        "sys.path, sys.argv, sys.flags.hash_randomization",
        "sorted(vars())",
        "import gc; gc.isenabled()",
        "bar.hello()",
        "sys.getrefcount(bar.hello) if hasattr(sys, 'getrefcount') else 0",
        "import threading; threading.active_count()",
        "1 / 0",
    )
    alone, watched = prove(session, each), record(session, each, ("bar.hello()",))

    assert [one.printed for one in alone.outcomes] == [one.printed for one in watched.outcomes]


def test_dead_is_dead_and_the_session_keeps_its_garbage(interpreter: Interpreter) -> None:
    """A class is garbage in a cycle: the picture knows it is gone, the session still has it."""
    session = steps(
        save("bar.py", "class Tea: pass\n"),
        "import bar, weakref",
        "old = weakref.ref(bar.Tea)",
        "del bar.Tea",
        "old() is None",
    )
    recording = record(session, interpreter)

    assert "False\n" == recording.outcomes[-1].printed
    assert ("Tea #1",) == recording.snapshots[-1].gone
    assert () == recording.snapshots[1].gone


def test_a_probe_happens_in_a_copy(each: Interpreter) -> None:
    """It may count and print; the session does not see it, and the object that it calls tells."""
    session = steps(
        save(
            "bar.py",
            "served = 0\ndef serve(n):\n    global served; served += n; return served\n"
            "def shout():\n    print('tea')\n",
        ),
        "import bar",
        "bar.serve(1)",
    )
    seen = last(session, each, "bar.serve(2)", "bar.shout()", "bar.nothing()", "bar.served == 1")

    assert ("(2) → 3",) == seen.objects["serve #1"].calls
    assert ("() prints tea",) == seen.objects["shout #1"].calls
    assert (("bar.served == 1", "→ True"),) == seen.answers
    assert "1" == next(row.text for row in seen.objects["bar #1"].rows if row.name == "served")


def test_looking_runs_no_code_of_the_session(each: Interpreter) -> None:
    """Neither `__getattr__` of a module, nor a property `__class__`, nor a lazy loader notices."""
    source = (
        "def __getattr__(name): print('asked for', name); raise AttributeError(name)\n"
        "class Shy:\n"
        "    @property\n    def __class__(self): print('asked'); return int\n"
        "    def __eq__(self, other): print('compared'); return True\n"
        "    def __hash__(self): print('hashed'); return 1\n"
        "    def __getattribute__(self, name): print('got', name); return 1\n"
        "shy = Shy()\n"
    )
    session = steps(save("bar.py", source), "import bar", "shy = bar.shy")
    recording = record(session, each)

    assert ["", "", ""] == [one.printed for one in recording.outcomes]
    assert "instance" == recording.snapshots[-1].objects["Shy() #1"].kind


def test_found_is_what_an_import_would_find(interpreter: Interpreter) -> None:
    """Replaced objects are old, wrapped ones are found in their wrapper, instances follow."""
    source = (
        "import functools\n"
        "def audited(function):\n"
        "    @functools.wraps(function)\n    def call(): return function()\n    return call\n"
        "@audited\ndef pay(): pass\n"
        "class Tea: pass\n"
    )
    session = steps(
        save("bar.py", source),
        "import bar, sys",
        "tea, pay = bar.Tea(), bar.pay",
        "from importlib import reload; reload(bar)",
        "del sys.modules['bar']",
    )
    snapshots = record(session, interpreter).snapshots
    before = {label: one.found for label, one in snapshots[1].objects.items()}
    after = {label: one.found for label, one in snapshots[2].objects.items()}
    found = {label: one.found for label, one in snapshots[3].objects.items()}

    assert {"this"} == set(before.values())
    assert ["another"] * 3 == [after[label] for label in ("Tea() #1", "Tea #1", "pay #1")]
    assert ["this"] * 2 == [after[label] for label in ("Tea #2", "bar #1")]
    assert {"nothing"} == set(found.values())


def test_a_process_with_threads_is_not_copied(interpreter: Interpreter) -> None:
    """It is still seen; nothing is probed."""
    wait = "import threading; stop = threading.Event(); threading.Thread(target=stop.wait).start()"
    session = steps(save("bar.py", HELLO), "import bar", wait, "bar.hello()", "stop.set()")
    recording = record(session, interpreter, ("bar.hello()",))

    assert ("() → 'hi'",) == recording.snapshots[0].objects["hello #1"].calls
    assert () == recording.snapshots[1].objects["hello #1"].calls
    assert "'hi'\n" == recording.outcomes[3].printed


def test_a_recording_is_kept_until_something_changes(
    interpreter: Interpreter, tmp_path: Path
) -> None:
    """The same session is not run again; another probe is another recording."""
    session = steps(save("bar.py", HELLO), "import bar")
    first = recorded(session, interpreter, (), tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_text(file.read_text().replace("hello #1", "hello #7"))

    assert "hello #7" in recorded(session, interpreter, (), tmp_path).snapshots[-1].objects
    assert "hello #1" in first.snapshots[-1].objects
    assert "hello #1" in recorded(session, interpreter, ("1",), tmp_path).snapshots[-1].objects


def test_a_second_interpreter_has_no_place_in_a_picture(interpreter: Interpreter) -> None:
    """After `exit()` the objects are others; the page is told."""
    session = session_of("```pycon\n>>> exit()\n```\n\n```pycon\n>>> 1\n1\n```\n")
    with pytest.raises(BookError, match="a picture shows one interpreter"):
        record(session, interpreter)


def wrong(session: Session, on: Interpreter, kept: Path, *probes: str) -> str:
    """What the check of a session's picture says."""
    return trouble(session, probes, (on, on), prove(session, on).outcomes, kept)


def test_the_check_passes_and_fails(interpreter: Interpreter, tmp_path: Path) -> None:
    """A picture with something to see passes; an empty one fails; so does a changed output."""
    session = steps(save("bar.py", HELLO), "import bar", "bar.hello()")
    assert "" == wrong(session, interpreter, tmp_path, "bar.hello()")
    assert "it shows nothing" in wrong(steps("import os"), interpreter, tmp_path)
    for mistyped in ("bar.helo()", "bar.helo", "helo", "bar.hello(1)"):
        told = wrong(session, interpreter, tmp_path, "bar.hello()", mistyped)
        assert f"{mistyped} raises, or means nothing, after every step" in told

    alone, watched = prove(session, interpreter), record(session, interpreter)
    outcomes = (*watched.outcomes[:-1], prove(steps("1 + 1"), interpreter).outcomes[0])
    (said,) = disturbed(alone.outcomes, Recording(outcomes, watched.snapshots))
    assert "prints '2\\n' when it is watched, else \"'hi'\\n\"" in said


def test_the_check_compares_the_pictures_of_two_interpreters(
    interpreter: Interpreter, tmp_path: Path
) -> None:
    """Where the outputs are equal, another picture is a fault."""
    session = steps(save("bar.py", HELLO), "import bar", "bar.hello()")
    recorded(session, interpreter, (), tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_text(file.read_text().replace("hello #1", "hello #7"))

    assert "its picture is another" in wrong(session, interpreter, tmp_path)
