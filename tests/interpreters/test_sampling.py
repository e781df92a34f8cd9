"""With `--sample N`, dear tests run few of their cases: never none, and all that is new."""

from __future__ import annotations

import subprocess

import pytest

PLUGIN = ("-p", "reloaded.testing.plugin", "-p", "no:cacheprovider", "-p", "no:randomly", "-n", "0")

TESTS = """\
import pathlib, pytest
from reloaded.testing.sampling import Inputs

def ran(what):
    with open("ran.txt", "a") as file:
        print(what, file=file)

@pytest.fixture
def made():
    ran("made")

@pytest.mark.dear("axe reads a page")
@pytest.mark.parametrize("number", range(10))
def test_plain(number, made):
    ran(f"plain {number}")

def test_cheap(): ran("cheap")
"""

INPUTS = """\
import pathlib, pytest
from reloaded.testing.sampling import Inputs

@pytest.mark.dear("Chromium runs a page")
@pytest.mark.parametrize("page", "abcdef")
def test_page(page, case):
    text, shared = (pathlib.Path(f"{name}.txt") for name in (page, "shared"))
    inputs = Inputs({"text": text.read_text()}, {"shared": shared.read_text()})
    if case.has_passed(inputs):
        return
    with open("ran.txt", "a") as file:
        print(page, file=file)
    assert "wrong" not in text.read_text()
    case.keep(inputs)
"""


def run(pytester: pytest.Pytester, *arguments: str) -> tuple[list[str], pytest.RunResult]:
    """Run the tests; returns what has run, and what pytest says."""
    note = pytester.path / "ran.txt"
    note.write_text("")
    result = pytester.runpytest_inprocess(*PLUGIN, "-rs", *arguments)
    return note.read_text().splitlines(), result


@pytest.fixture
def pages(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Six pages, what they share, a test that looks at each, and no result of earlier runs."""
    monkeypatch.setenv("RELOADED_STORE", str(pytester.path / "results"))
    pytester.makepyfile(test_pages=INPUTS)
    for name in (*"abcdef", "shared"):
        (pytester.path / f"{name}.txt").write_text(f"first {name}")
    return pytester


def commit(pytester: pytest.Pytester) -> None:
    """Make a commit of nothing."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "x", "--date=now"]):
        subprocess.run([*git, *command], cwd=pytester.path, check=True)


def test_a_sample_is_run_and_the_rest_says_why_not(pytester: pytest.Pytester) -> None:
    """One case of five, with its fixtures, which are made for no other; what is cheap always."""
    pytester.makepyfile(test_dear=TESTS)
    assert len(run(pytester)[0]) == 21

    ran, result = run(pytester, "--sample", "5")

    assert ran.count("made") == 2
    assert ran[-1] == "cheap"
    result.assert_outcomes(passed=3, skipped=8)
    result.stdout.fnmatch_lines(
        ["SKIPPED ?8? *axe reads a page: push runs a sample; .ci/run publish runs all"]
    )


def test_a_sample_is_never_empty(pytester: pytest.Pytester) -> None:
    """However large the number; and a case that is asked for by name is run."""
    pytester.makepyfile(test_dear=TESTS)
    assert run(pytester, "--sample", "1000")[0].count("made") == 1
    for number in (3, 7):
        asked = f"test_dear.py::test_plain[{number}]"
        assert f"plain {number}" in run(pytester, "--sample", "1000", asked)[0]


def test_each_case_has_its_turn(pytester: pytest.Pytester) -> None:
    """The same commit draws the same cases, and others draw others until all were drawn."""
    pytester.makepyfile(test_dear=TESTS)
    commit(pytester)
    first = run(pytester, "--sample", "3")[0]
    assert first == run(pytester, "--sample", "3")[0]
    drawn = set(first)
    for _ in range(30):
        commit(pytester)
        drawn |= set(run(pytester, "--sample", "3")[0])
        if len(drawn) == 12:
            break
    assert len(drawn) == 12


def test_what_has_changed_is_run_with_every_sample(pages: pytest.Pytester) -> None:
    """Drawn or not, whether it ran before or was left out; until it passes."""
    (one,) = run(pages, "--sample", "6")[0]
    assert run(pages, "--sample", "6")[0] == []
    others = sorted(set("abcdef") - {one})[:2]
    for page in (one, *others):
        (pages.path / f"{page}.txt").write_text(f"wrong {page}")
    for _ in range(2):
        ran, result = run(pages, "--sample", "6")
        assert sorted(ran) == sorted([one, *others])
        result.assert_outcomes(failed=3, skipped=3)
    for page in (one, *others):
        (pages.path / f"{page}.txt").write_text(f"second {page}")
    assert len(run(pages, "--sample", "6")[0]) == 3
    assert run(pages, "--sample", "6")[0] == []


def test_what_all_share_is_left_to_the_sample(pages: pytest.Pytester) -> None:
    """Another script of all pages makes one page run, not all of them; without a sample, all."""
    first = run(pages, "--sample", "6")[0]
    (pages.path / "shared.txt").write_text("second")
    assert first == run(pages, "--sample", "6")[0]
    assert sorted(set("abcdef") - {*first}) == run(pages)[0]
    assert sorted("abcdef") == run(pages, "--fresh")[0]


@pytest.mark.parametrize(
    "test",
    [
        "@pytest.mark.dear('it has no cases')\ndef test_one(): pass",
        "@pytest.mark.dear()\n@pytest.mark.parametrize('a', [1, 2])\ndef test_one(a): pass",
    ],
)
def test_a_mark_that_means_nothing_is_refused(pytester: pytest.Pytester, test: str) -> None:
    """One without a reason, or of a test that could only be skipped whole."""
    pytester.makepyfile(test_dear=f"import pytest\n{test}")
    result = run(pytester)[1]
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: test_dear.py::test_one*: dear wants a reason, and *"])
