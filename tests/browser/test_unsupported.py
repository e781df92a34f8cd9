"""Which sessions run in the browser is found by running them, and the file tells what was found."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from reloaded.__main__ import main
from reloaded.book import Book
from reloaded.interpreters.find_pythons import find as find_interpreters
from reloaded.markdown.extension import SessionExtension
from reloaded.markdown.question_html import PageQuestions
from reloaded.pyodide import command, runtime, session_json, unsupported
from reloaded.pyodide.run_sessions import Trouble, first_trouble
from reloaded.pyodide.unsupported import Elsewhere, as_toml, cause, differences
from reloaded.quiz.bank import Bank, answered
from reloaded.quiz.blanks import shown
from reloaded.quiz.model import HOLE
from reloaded.session.model import Session
from tests.support.needs import missing
from tests.support.sessions import session_of

CLAIM = """
```python title="bar.py"
x = 1
```

```pycon
>>> import bar
>>> bar.x
1
```

```tree
/demo/
└── bar.py
```

```console
$ python -m bar
$ rm bar.py
```
"""
DONE = {"output": "", "exits": False, "value": None}
RIGHT = [DONE, DONE, DONE | {"output": "1\n"}, DONE | {"value": ["bar.py"]}, DONE, DONE]


def book() -> list[Session]:
    """Every session."""
    return [session for chapter in Book().chapters() for session in chapter.sessions]


def test_four_in_five_sessions_run_in_the_browser() -> None:
    """The book promises it; the file that says which do not names none that is not there."""
    ids = {session.id for session in book()}
    asked = {session.id for session in answered(Book())}

    assert set() == ids & asked
    assert unsupported.load().keys() <= ids | asked
    assert len(unsupported.load()) <= len(ids) / 5


def test_each_reason_is_for_a_person() -> None:
    """No session is left out without a reason that names a cause."""
    assert [] == [
        name
        for name, entry in unsupported.load().items()
        if not entry["why"] or entry["why"].startswith("another output")
    ]


@pytest.mark.parametrize(
    ("recorded", "found", "line"),
    [
        ({}, {"a": {"why": "starts a thread"}}, "#a does not run in the browser: starts a thread"),
        ({"a": {"why": "x"}}, {}, "#a runs in the browser; not_in_browser.toml says it does not"),
        ({"a": {"why": "x"}}, {"a": {"why": "y"}}, "found {'why': 'y'}"),
    ],
)
def test_a_stale_file_fails_the_check(
    recorded: Elsewhere,
    found: Elsewhere,
    line: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In either direction, or with another reason."""
    monkeypatch.setattr(unsupported, "load", lambda: recorded)

    assert 1 == command.tell(9, found, check=True)
    assert line in capsys.readouterr().out
    assert 0 == command.tell(9, recorded, check=True)
    assert [] == list(differences(found, found))


def test_listed_runs_the_listed_and_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one that differs no longer it fails, and the file stays as it is."""
    known = unsupported.load()
    asked: list[str] = []

    def find(_book: Book, some: list[Session], *_: object) -> Elsewhere:
        asked.extend(one.id for one in some)
        return {name: entry for name, entry in known.items() if name != asked[0]}

    monkeypatch.setattr(runtime, "ensure", lambda _: True)
    here = find_interpreters("running", Book().environments)
    monkeypatch.setattr(command, "find", lambda *_: here)
    monkeypatch.setattr(unsupported, "find", find)
    monkeypatch.setattr(unsupported, "save", lambda _: pytest.fail("it has written"))

    assert 1 == main(["browser", "--listed"])
    assert known.keys() == set(asked) - ({one.id for one in answered(Book())} - known.keys())


def test_questions_are_run_with_their_first_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the chapters' sessions and with the listed: no test presses Run on a question."""
    asked: list[str] = []
    here = find_interpreters("running", Book().environments)

    def find(_book: Book, some: list[Session], *_: object) -> Elsewhere:
        asked.extend(one.id for one in some)
        return unsupported.load()

    monkeypatch.setattr(runtime, "ensure", lambda _: True)
    monkeypatch.setattr(command, "find", lambda *_: here)
    monkeypatch.setattr(unsupported, "find", find)

    assert 0 == main(["browser", "--listed"])
    assert {one.id for one in answered(Book())} <= set(asked)
    assert not any(HOLE in shown(step) for one in answered(Book()) for step in one.steps)


def test_a_question_that_no_browser_can_run_offers_no_playground() -> None:
    """Even its right answer would fail there; all others that ask for code have their steps."""
    listed = unsupported.load().keys()
    bank = Bank(Book())
    sheet = PageQuestions(bank, bank.book.docs / "index.md")
    codes = [one for one in bank.questions if one.kind == "type" and not one.hole]

    assert "banner-nobody-can-change" in listed
    assert {one.id for one in codes} & listed == {
        one.id for one in codes if ' data-steps=""' in sheet.html([one])
    }


def test_the_file_reads_back_as_it_was_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Quotes, backslashes and line ends included; the order is that of the ids."""
    found = {"b": {"why": 'a "b" \\ c'}, "a": {"why": "ü", "at": "print('\t')"}}
    file = tmp_path_factory.mktemp("toml") / "not_in_browser.toml"
    monkeypatch.setattr(unsupported, "FILE", file)

    unsupported.save(found)

    assert found == unsupported.load()
    assert as_toml(found) == as_toml(dict(reversed(found.items())))


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (Trouble("f()", "RuntimeError: can't start new thread\n"), "starts a thread"),
        (Trouble("$", why="NotImplementedError: a shell"), "needs a real shell"),
        (
            Trouble("import m", "E\nModuleNotFoundError: No module named 'm.n'\n"),
            "needs the module m.n",
        ),
        (Trouble("1", "2\n3\n"), "another output: 3"),
    ],
)
def test_a_cause_is_read_from_what_was_printed(trouble: Trouble, expected: str) -> None:
    """The reason comes from the run."""
    assert expected == cause(trouble)


def test_a_session_that_goes_as_on_the_page_has_no_trouble() -> None:
    """Files, prompts, trees and commands each have their answer."""
    assert first_trouble(session_of(CLAIM), RIGHT) is None


@pytest.mark.parametrize(
    ("number", "answer", "expected"),
    [
        (0, {"why": "no room"}, Trouble("", why="no room")),
        (1, DONE | {"output": "loud\n"}, Trouble("import bar", "loud\n")),
        (2, DONE | {"output": "2\n"}, Trouble("bar.x", "2\n")),
        (3, DONE | {"value": []}, Trouble("", "/demo/\n")),
        (4, DONE | {"output": "x\n"}, Trouble("python -m bar", "x\n")),
        (5, {"why": "no such file"}, Trouble("", why="no such file")),
    ],
)
def test_the_first_difference_is_the_trouble(
    number: int, answer: dict[str, object], expected: Trouble
) -> None:
    """Whichever step it is."""
    assert expected == first_trouble(
        session_of(CLAIM), [*RIGHT[:number], answer, *RIGHT[number + 1 :]]
    )


def test_a_session_as_json_is_what_the_page_shows() -> None:
    """Steps in order, each with the number of its block."""
    told = session_json.data(session_of(CLAIM))

    assert ("a-claim", "A claim") == (told["id"], told["claim"])
    assert [
        ("save", 0),
        ("type", 1),
        ("type", 1),
        ("tree", 2),
        ("command", 3),
        ("delete", 3),
    ] == [(one["kind"], one["block"]) for one in told["steps"]]
    assert told["steps"][0]["sameSecond"] is False
    assert {"kind", "source", "expected", "ellipsis", "block"} == told["steps"][2].keys()


def test_a_session_that_runs_is_marked_and_has_its_steps() -> None:
    """The page says which, a file beside it says how; those that run elsewhere have neither."""
    missing(runtime.folder(Book()) / runtime.LIBRARY, "build the site")
    for page in ("reload/keeps.md", "reload/write-your-own.md"):
        text = (Book().docs / page).read_text(encoding="utf-8")
        tabs: dict[str, dict[str, object]] = {"pymdownx.tabbed": {"alternate_style": True}}
        names = ["attr_list", "pymdownx.superfences", *tabs]
        md = Markdown(
            extensions=[*names, SessionExtension(playground=True)], extension_configs=tabs
        )
        html = md.convert(text)
        ids = {session.id for session in Book().read(Book().docs / page).sessions}

        marked = set(re.findall(r'data-run="([^"]+)"', html))

        assert ids - unsupported.load().keys() == marked
        files = [session_json.folder(Book()) / f"{name}.json" for name in ids]
        assert marked == {file.stem for file in files if file.exists()}
