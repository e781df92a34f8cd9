"""The tool that breaks the machinery: what it explains stays explained, and nothing else is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from machinery.explanations import ConfigError, read_config, reason, stale
from machinery.model import Explained, Key, Module, Mutant, Verdict

from reloaded.book import ROOT

COMMAND = ROOT / ".ci/mutation"

SMALL = '''\
"""Counts."""


def clamp(number: int) -> int:
    """A number, or 3 where it is greater."""
    if number > LIMIT:
        return LIMIT
    return number


LIMIT = 3
'''
"""A module with mutants that no test could notice: at the limit, both ways lead to the same."""

MOVED = '''\
"""Counts."""

LIMIT = 3


def clamp(
    number: int,
) -> int:
    """A number, or 3 where it is greater."""
    # Nothing is added here.
    return LIMIT if (
        number
        > LIMIT
    ) else number
'''
"""The same with its lines formatted otherwise, and in another order."""

TESTS = """\
from small import clamp


def test_clamp():
    assert [1, 2, 3, 3, 3] == [clamp(number) for number in (1, 2, 3, 4, 5)]
"""

CONFIG = """\
least = 80

[[module]]
file = "small.py"
tests = ["test_small.py"]

[[module.explained]]
place = "clamp"
survivors = ["ReplaceComparisonOperator_Gt_GtE"]
why = "At the limit both ways give the limit."
"""


NO_NAME = "no mutant has this name; correct it, or delete its explanation"


def module_with(*explained: Key) -> Module:
    """A module with explanations."""
    return Module(
        "small.py",
        (),
        every_python=False,
        explained=tuple(Explained(key, "No test could.") for key in explained),
    )


def verdict(key: Key, killed: str = "") -> Verdict:
    """What came of a mutant."""
    return Verdict(Mutant(key, 0, 1), killed)


def test_an_explanation_covers_one_survivor() -> None:
    """Neither another place, nor another operator, nor another one of its mutants is covered."""
    key = Key("clamp", "NumberReplacer", 1, 2)
    others = (
        Key("clip", "NumberReplacer", 1, 2),
        Key("clamp", "AddNot", 1, 2),
        Key("clamp", "NumberReplacer", 2, 2),
        Key("clamp", "NumberReplacer", 1, 3),
    )

    assert "No test could." == reason(module_with(key), verdict(key))
    assert [""] * 4 == [reason(module_with(key), verdict(other)) for other in others]


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        ([verdict(Key("clamp", "AddNot"))], []),
        (
            [verdict(Key("clamp", "AddNot"), "failed")],
            ["small.py: clamp: AddNot: no longer survives; delete its explanation"],
        ),
        (
            [verdict(Key("clamp", "AddNot", number, 2)) for number in (1, 2)],
            ["small.py: clamp: AddNot: there are 2 now, so look which of them is meant"],
        ),
        (
            [verdict(Key("clip", "AddNot"))],
            [f"small.py: clamp: AddNot: {NO_NAME}"],
        ),
    ],
    ids=["survives", "is killed", "is one of two", "is gone"],
)
def test_an_explanation_that_fits_no_survivor_is_told(
    verdicts: list[Verdict], told: list[str]
) -> None:
    """What is wrong with it depends on what became of the mutant."""
    assert told == list(stale(module_with(Key("clamp", "AddNot")), verdicts))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("At the limit both ways give the limit.", " ", "small.py: clamp: say why no test could"),
        ('GtE"]', 'GtE", "ReplaceComparisonOperator_Gt_GtE 1 of 1"]', "is explained twice"),
        ("_GtE", "_GtE 1/2", "'ReplaceComparisonOperator_Gt_GtE 1/2' names no mutant"),
    ],
    ids=["no reason", "twice", "no name"],
)
def test_an_unclear_explanation_is_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    """A reason and a name of its own are what it consists of."""
    file = tmp_path / "mutation.toml"
    file.write_text(CONFIG.replace(old, new), encoding="utf-8")

    with pytest.raises(ConfigError, match=told):
        read_config(file)


def test_the_list_can_be_read_and_its_files_are_there() -> None:
    """A renamed module or test would be found by a run of the command only, which takes long."""
    for module in read_config(ROOT / ".ci/mutation.toml").modules:
        assert (ROOT / module.file).is_file()
        words = [word for stage in module.stages for word in stage.split()]
        assert [] == [word for word in words if "/" in word and not (ROOT / word).is_file()]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one module."""
    if not (ROOT / ".reloaded/mutation/tools").is_file():
        pytest.skip("cosmic-ray is not here; .ci/mutation brings it")
    (tmp_path / ".ci").mkdir()
    for name, text in {
        ".ci/mutation.toml": CONFIG,
        "pytest.ini": "[pytest]\n",
        "small.py": SMALL,
        "test_small.py": TESTS,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    """Replace what stands in a file once."""
    text = file.read_text(encoding="utf-8")
    assert 1 == text.count(old)
    file.write_text(text.replace(old, new), encoding="utf-8")


def run(project: Path, *arguments: str) -> tuple[int, str]:
    """Break the project; returns the status and what is printed."""
    command = [sys.executable, str(COMMAND), "--jobs", "1", "--checkout", str(project), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "" == done.stderr
    return done.returncode, done.stdout


def test_an_explanation_outlives_that_its_line_is_moved_and_formatted(project: Path) -> None:
    """It holds for the function, wherever that stands and however it is written."""
    assert 0 == run(project)[0]
    (project / "small.py").write_text(MOVED, encoding="utf-8")

    status, printed = run(project)

    assert 0 == status, printed
    assert "At the limit both ways give the limit." in printed


def test_a_renamed_file_needs_one_edit(project: Path) -> None:
    """The explanations of a module stand below its name."""
    (project / "small.py").rename(project / "little.py")
    edit(project / "test_small.py", "from small", "from little")
    edit(project / ".ci/mutation.toml", '"small.py"', '"little.py"')

    assert 0 == run(project)[0]


def test_a_new_survivor_of_an_explained_kind_is_told(project: Path) -> None:
    """A second `>` in the function is not covered by what was said of the first."""
    edit(project / "small.py", "    return number\n", "    return number if number > -9 else -9\n")

    status, printed = run(project)

    assert 1 == status
    for told in (
        "clamp: ReplaceComparisonOperator_Gt_GtE 1 of 2: a survivor, not explained",
        "clamp: ReplaceComparisonOperator_Gt_GtE 2 of 2: a survivor, not explained",
        "clamp: ReplaceComparisonOperator_Gt_GtE: there are 2 now, so look which of them is meant",
    ):
        assert told in printed


def test_weak_tests_are_told_however_much_is_explained(project: Path) -> None:
    """The command can fail: these tests notice next to nothing, and one line shows as much."""
    (project / "test_small.py").write_text("def test_nothing(): import small\n", encoding="utf-8")

    status, printed = run(project)
    assert 1 == status
    assert "small.py: less than 80 % killed" in printed

    status, printed = run(project, "small.py:11")
    assert 1 == status
    assert "! small.py:11: LIMIT: NumberReplacer 1 of 2\n      - LIMIT = 3\n" in printed


def test_a_lambda_has_no_name_of_its_own(project: Path) -> None:
    """Its mutants are those of the place where it is written."""
    edit(project / "small.py", "LIMIT = 3", "LIMIT = (lambda: 3)()")
    (project / "test_small.py").write_text("def test_nothing(): import small\n", encoding="utf-8")

    assert "LIMIT: NumberReplacer 1 of 2" in run(project, "small.py:11")[1]


def test_an_exception_with_a_dotted_name_is_left_out(project: Path) -> None:
    """cosmic-ray takes it for one word, and would stop at it; a plain name is replaced."""
    guarded = "try:\n    LIMIT = 3\nexcept (ValueError, os.error):\n    raise\n"
    edit(project / "small.py", "LIMIT = 3\n", guarded)

    printed = run(project, "small.py:13")[1]

    assert "0 of   1 killed" in printed
    assert "1 left out" in printed


def test_tests_that_fail_without_a_mutant_prove_nothing(project: Path) -> None:
    """Every mutant would seem to be killed."""
    edit(project / "test_small.py", "[1, 2, 3, 3, 3]", "[1]")

    command = [sys.executable, str(COMMAND), "--checkout", str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert 1 == done.returncode
    assert "small.py: fails without a mutant: test_small.py" in done.stderr


def test_a_hang_is_noticed(project: Path) -> None:
    """Tests whose time is up have noticed."""
    hang = "    while LIMIT == 4:\n        pass\n    if number"
    edit(project / "small.py", "    if number", hang)

    status, printed = run(project, "small.py:13")

    assert 0 == status, printed
    assert "2 of   2 killed, 100.0 % ( 1 by time)" in printed
