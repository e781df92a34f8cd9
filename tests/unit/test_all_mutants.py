"""Each way of breaking a session is noticed by a strong proof, and shows a weak one."""

from __future__ import annotations

import pytest

from reloaded.errors import BookError
from reloaded.interpreters.environments import Interpreter
from reloaded.mutation import survivors as judging
from reloaded.mutation.all_mutants import mutants_of
from reloaded.mutation.break_edits import only_binds
from reloaded.mutation.model import Mutant
from reloaded.mutation.report import HOW
from reloaded.mutation.survivors import judge
from reloaded.session.run_session import prove
from tests.support.mutant_examples import STRONG, WEAK, WHOLE
from tests.support.sessions import session_of, unremembered


def fates(markdown: str, interpreter: Interpreter) -> list[tuple[Mutant, bool]]:
    """The mutants of a claim, and whether its proof notices them."""
    session = session_of(markdown.replace("OWN", interpreter.language))
    (verdicts,) = judge([(session, mutants_of(session, interpreter))], unremembered(interpreter), 2)
    return [(verdict.mutant, verdict.killed) for verdict in verdicts]


def keys(markdown: str, interpreter: Interpreter) -> list[str]:
    """What the mutants of a claim are called."""
    return [mutant.key for mutant in mutants_of(session_of(markdown), interpreter)]


@pytest.mark.parametrize("kind", STRONG)
def test_a_strong_proof_notices(kind: str, interpreter: Interpreter) -> None:
    """A session that shows what its claim is about fails wherever it is broken."""
    killed = [killed for mutant, killed in fates(STRONG[kind], interpreter) if mutant.kind == kind]

    assert killed
    assert all(killed)


@pytest.mark.parametrize("kind", WEAK)
def test_a_weak_proof_is_shown(kind: str, interpreter: Interpreter) -> None:
    """A session that would pass as well if its claim were false has a mutant that survives."""
    killed = [killed for mutant, killed in fates(WEAK[kind], interpreter) if mutant.kind == kind]

    assert False in killed


def test_a_comparison_that_sees_nothing_is_shown(
    interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If outputs were not compared, every mutant that expects another output would survive."""
    monkeypatch.setattr(judging, "difference", lambda *_: "")

    unnoticed = {mutant.kind for mutant, killed in fates(WHOLE, interpreter) if not killed}

    assert {
        "line altered",
        "line dropped",
        "line added",
        "output where none is",
        "exception's type",
        "exception's message",
    } <= unnoticed


def test_every_kind_of_mutant_has_a_strong_proof_and_a_way_to_see_it() -> None:
    """Whoever adds a kind of mutant shows that it can be noticed, and tells how to look at one."""
    assert set(HOW) == set(STRONG)
    assert set(HOW) - {"output where none is"} == set(WEAK)


def test_what_one_run_printed_judges_as_a_run_of_its_own_would(interpreter: Interpreter) -> None:
    """Mutants that only expect another output share a run; a run of each gives the same result."""
    judged = [one for one in fates(WHOLE, interpreter) if one[0].expectation]

    assert 10 < len(judged)
    assert [killed for _, killed in judged] == [
        not prove(mutant.session, interpreter).holds for mutant, _ in judged
    ]


def test_a_drawing_without_the_cache_is_drawn_anew(interpreter: Interpreter) -> None:
    """Whether a tree shows `__pycache__` depends on the page, so such a mutant has its own run."""
    page = "```console\n$ mkdir __pycache__\n```\n\n```tree\n/demo/\n└── __pycache__/\n```"

    assert ["line dropped: └── __pycache__/, in the tree"] == [
        mutant.key for mutant, killed in fates(page, interpreter) if not killed
    ]


def test_a_key_names_no_line(interpreter: Interpreter) -> None:
    """A mutant keeps its key when the page grows above it."""
    below = f"A sentence.\n\n{WHOLE}"

    assert keys(WHOLE, interpreter) == keys(below, interpreter)


def test_a_key_is_of_one_mutant(interpreter: Interpreter) -> None:
    """Mutants of one claim that would be called alike are numbered."""
    page = "```pycon\n>>> 1\n1\n>>> 1\n1\n```"

    assert [
        "line altered: 1 made ?, below 1",
        "line altered: 1 made ?, below 1 (2)",
    ] == [key for key in keys(page, interpreter) if "altered" in key]


def test_the_place_of_a_mutant_is_the_line_that_is_broken(interpreter: Interpreter) -> None:
    """A survivor names the line of the page, below a statement of several lines too."""
    page = "```pycon\n>>> for n in \"ab\":\n...     n\n...\n'a'\n'b'\n```"
    mutants = mutants_of(session_of(page), interpreter)

    assert ["docs/page.md:7", "docs/page.md:8"] == [
        mutant.place for mutant in mutants if mutant.kind == "line altered"
    ]


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("old = reload(tea)", "old = tea"),
        (
            "print(importlib.reload(tea).PRICE, 'é', reload(tea))",
            "print(tea.PRICE, 'é', reload(tea))",
        ),
        ("old = sys.modules.pop('tea', None)", "old = sys.modules.get('tea', None)"),
        ("sys.modules.clear()", "None"),
        ("del sys.modules['tea']", "pass"),
        ("é = 1; del é, sys.modules['tea']", "é = 1; del é"),
        ("if True: import tea, math", "if True: import math"),
        ("from os import sep, path as p", "from os import path as p"),
    ],
)
def test_the_rest_of_a_statement_without_effect_stays(
    typed: str, instead: str, interpreter: Interpreter
) -> None:
    """What a statement binds is bound in its mutant, so that no missing name gives it away."""
    page = f"```pycon\n>>> import tea\n>>> from os import sep\n>>> {typed}\n>>> 1\n1\n```"
    first, *_ = [
        mutant
        for mutant in mutants_of(session_of(page), interpreter)
        if mutant.kind in ("reload without effect", "entry not deleted", "import not repeated")
    ]

    assert instead == getattr(first.session.steps[2], "source", None)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("", True),
        ('"""Prices."""\nimport os\nfrom os import sep\nPRICE = -3\nCUPS = [1, 2]\n', False),
        ("import os\nPRICE = -3\nCUPS = [1, 2]\n", True),
        ("def total(net, rate=2, *, much=(), little):\n    return round(net)\n", True),
        ("def total(net, rate=RATE):\n    return net\n", False),
        ("class Money:\n    cents = 0\n    def show(self):\n        print(self)\n", True),
        ("class Money(Base):\n    pass\n", False),
        ("@register\ndef total(net):\n    return net\n", False),
        ("PRICE = 3\nimport os\n", False),
        ("print(3)\n", False),
        ("PRICE = PRICE + 1\n", False),
        ("60 days\n", False),
    ],
)
def test_a_text_that_only_binds_names_is_not_doubled(text: str, same: bool) -> None:  # noqa: FBT001 - a table
    """To bind a name twice to equal values is to bind it once: that would be no mutant."""
    assert same == only_binds(text)


def test_a_session_that_does_not_hold_is_not_broken_further(interpreter: Interpreter) -> None:
    """A page that is wrong as it is stops the command, with the test that says why."""
    with pytest.raises(BookError, match=r"docs/page.md:1: this claim does not hold.*; run pytest"):
        fates("```pycon\n>>> 1\n2\n```", interpreter)


def test_steps_for_other_pythons_are_not_broken(interpreter: Interpreter) -> None:
    """A mutant is a breakage that the interpreter could notice."""
    page = '```pycon py="==OWN"\n>>> 1\n1\n```\n\n```pycon py="!=OWN"\n>>> 2\n3\n```'
    lines = {mutant.line for mutant, _ in fates(page, interpreter) if mutant.expectation}

    assert {5} == lines
