"""There are two sizes of install, and one more for a table: they agree, and tests know them."""

from __future__ import annotations

import ast
import re
import subprocess
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement

from reloaded.book import ROOT
from reloaded.errors import LARGER_INSTALL, larger_install
from tests.support import needs as needed
from tests.support.needs import SIZES, missing, needs, pins
from tests.support.small_install import normal

SMALL, TESTS, TOOLS = SIZES
LOCK = ".ci/requirements.lock"
INCLUDES = re.compile(r"(?m)^-r (\S+)$")
COMMAND = re.compile(r"(?m)^python3 .*$")
VERIFY = "sed -n '/^## Verify it/,/^## /{/^python3 /p}' README.md"
"""How `.ci/run` finds the README's test command."""


def text(name: str) -> str:
    """What a file of the repository says."""
    return (ROOT / name).read_text(encoding="utf-8")


def exact(name: str) -> set[tuple[str, str, str]]:
    """What a file pins, however it writes the marker of a line."""
    return {(one, version, re.sub(r"\s+", "", marker)) for one, version, marker in pins(name)}


def test_the_lock_has_what_the_three_files_pin() -> None:
    """Each version of theirs, and none that no file of them has."""
    assert exact(LOCK) == set().union(*map(exact, SIZES))
    assert len(exact(LOCK)) == len(re.findall(r"(?m)^\w", text(LOCK)))


@pytest.mark.parametrize("size", SIZES)
def test_each_line_of_a_file_is_a_pin_or_a_comment(size: str) -> None:
    """A line that these tests can't read would go to pip unseen."""
    lines = [one for one in text(size).splitlines() if re.match(r"[^\s#-]", one)]
    assert len(lines) == len(pins(size))
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("size", SIZES)
def test_each_direct_dependency_says_why_it_is_there(size: str) -> None:
    """On its own line; the last part of the file has what those need."""
    direct, _, _ = text(size).partition("# What these need\n")
    lines = [one for one in direct.splitlines() if re.match(r"[^\s#]", one) and one[:2] != "-r"]
    assert [] == [one for one in lines if not re.search(r" # \S+ \S+", one)]


def test_the_larger_sizes_begin_with_the_small_one() -> None:
    """So one command brings all that is needed, and nothing is pinned twice on the way."""
    for size in (TESTS, TOOLS):
        (included,) = INCLUDES.findall(text(size))
        assert ROOT / SMALL == (ROOT / size).parent.joinpath(included).resolve()
        assert set() == exact(size) & exact(SMALL)
    assert [] == INCLUDES.findall(text(SMALL))


@pytest.mark.parametrize("size", SIZES)
def test_a_size_pins_all_that_its_packages_need(size: str) -> None:
    """On this machine at least; what no file pinned would come in whatever version is newest."""
    pinned = {normal(one) for name in {SMALL, size} for one, *_ in pins(name)}
    lacking = []
    for name in sorted(pinned):
        try:
            wanted = map(Requirement, requires(name) or ())
        except PackageNotFoundError:
            continue  # for another machine, or of a size that is not installed
        lacking += [
            f"{name} needs {one.name}"
            for one in wanted
            if normal(one.name) not in pinned
            and (one.marker is None or one.marker.evaluate({"extra": ""}))
        ]
    assert [] == lacking


def test_the_readme_names_the_right_file_for_each_purpose() -> None:
    """To read, the small one; to verify, the larger, in the command that `.ci/run` runs."""
    sections = dict(re.findall(r"(?ms)^## ([^\n]+)\n(.*?)(?=^## |\Z)", text("README.md")))
    (read,), (verify,) = (COMMAND.findall(sections[name]) for name in ("Read it", "Verify it"))
    assert f"install -r {SMALL} && " in read
    assert f"install -r {TESTS} && " in verify
    assert f"`{TOOLS}`" in sections["Verify it"]
    assert f"$({VERIFY})" in text(".ci/run")
    done = subprocess.run(
        ["bash", "-c", VERIFY], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert f"{verify}\n" == done.stdout


def test_the_files_say_how_they_are_installed() -> None:
    """Each by its path from the root of the repository, where `-e .` is the package."""
    for size in SIZES:
        head, _, _ = text(size).partition("==")
        assert f"pip install -r {size}\n" in head
    assert LARGER_INSTALL == TESTS


def wanted_packages() -> set[str]:
    """What tests ask for by `needs`, as far as they write it down as a string."""
    calls = [
        node
        for file in (ROOT / "tests").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "needs"
    ]
    named = {one.value for call in calls for one in call.args if isinstance(one, ast.Constant)}
    return {str(name) for name in named} - {"packaging", "pytest", "teapot"}


@pytest.mark.parametrize("package", sorted(wanted_packages()))
def test_a_test_without_its_package_is_skipped_with_the_command(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command names the file that brings it; where nothing may be skipped, the test fails."""
    (size,) = (one for one in SIZES if package in {name for name, *_ in pins(one)})
    assert size != SMALL, "every test run has it"
    monkeypatch.setattr(needed, "installed", lambda _: False)
    reason = f"^{package} is not installed: .venv/bin/pip install -r {size}$"

    monkeypatch.delenv("RELOADED_NEEDS", raising=False)
    with pytest.raises(pytest.skip.Exception, match=reason):
        needs(package)
    monkeypatch.setenv("RELOADED_NEEDS", "required")
    with pytest.raises(pytest.fail.Exception, match=reason):
        needs(package)
    with pytest.raises(pytest.fail.Exception, match="is not here: install tea"):
        missing(None, "install tea")


def test_nothing_is_skipped_for_want_of_a_package_that_is_there() -> None:
    """And a package that no file brings is an error everywhere."""
    with needs("pytest", "packaging"):
        pass
    with pytest.raises(KeyError, match="teapot"):
        needs("teapot")


def test_the_hosted_checks_skip_nothing_for_want_of_something() -> None:
    """They install everything from the lock, and then let what is missing fail."""
    script = text(".ci/run")
    assert "\n  export RELOADED_NEEDS=required\n" in script
    assert f"--require-hashes -r {LOCK}\n" in script
    assert f"--require-hashes -r {LOCK}\n" in text(".github/workflows/verify.yml")


def test_our_own_modules_are_not_taken_for_missing_packages() -> None:
    """A wrong import of ours is no matter of the install."""
    with pytest.raises(ModuleNotFoundError), larger_install("tea"):
        import_module("reloaded.teapot")
