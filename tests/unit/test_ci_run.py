"""`.ci/run` names its parts, starts none that it does not know, and stops at one that fails."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from reloaded.book import ROOT

RUN = ROOT / ".ci/run"
TEXT = RUN.read_text(encoding="utf-8")
PARTS = re.findall(r"^parts=\((.*)\)$", TEXT, re.MULTILINE)[0].split()


def run(*arguments: str, script: Path = RUN) -> subprocess.CompletedProcess[str]:
    """Run it, as a person does."""
    return subprocess.run([str(script), *arguments], capture_output=True, text=True, check=False)


def test_each_part_is_described_and_does_something() -> None:
    """All parts of the default are functions, and so is what a weekly run adds."""
    functions = set(re.findall(r"^(\w+)\(\) ", TEXT, re.MULTILINE))
    assert {*PARTS, "machinery"} == functions - {"usage", "get"}
    done = run("--help")
    assert done.returncode == 0
    assert {*PARTS, "machinery"} <= set(re.findall(r"^  (\w+)  ", done.stdout, re.MULTILINE))


def test_an_unknown_part_starts_nothing() -> None:
    """It is a wrong use, whatever stands before it."""
    done = run("install", "nonsense")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(".ci/run: no part or mode is called nonsense\n")


@pytest.mark.parametrize("body", ["false; true", "(false; true)", "false | true"])
def test_a_part_that_fails_ends_the_run(tmp_path: Path, body: str) -> None:
    """In whatever form; the seconds of those before it are printed, and none after it is begun."""
    bodies = {name: f"{name}() {{ {body if name == 'lint' else 'true'}; }}" for name in PARTS}
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci/run"
    script.write_text(TEXT.replace('\nfresh=""', "\n".join(["", *bodies.values(), 'fresh=""']), 1))
    script.chmod(0o755)

    done = run(script=script)

    assert done.returncode == 1
    assert re.search(r"^ +\d+  editor$", done.stdout, re.MULTILINE)
    assert "== lint:" in done.stdout
    assert "== tests:" not in done.stdout


@pytest.mark.parametrize(
    ("mode", "fresh", "sample"),
    [("push", "", "--sample 12"), ("publish", "--fresh", ""), ("weekly", "--fresh", "")],
)
def test_only_a_push_runs_a_sample(tmp_path: Path, mode: str, fresh: str, sample: str) -> None:
    """What is published has passed every test, in that very run."""
    bodies = [f"{name}() {{ :; }}" for name in (*PARTS, "machinery") if name != "tests"]
    bodies.append('tests() { echo "options: <$fresh> <$sample>"; }')
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci/run"
    script.write_text(TEXT.replace('\nfresh=""', "\n".join(["", *bodies, 'fresh=""']), 1))
    script.chmod(0o755)

    assert f"options: <{fresh}> <{sample}>" in run(mode, script=script).stdout.splitlines()
    assert "--dist worksteal $fresh $sample" in TEXT
