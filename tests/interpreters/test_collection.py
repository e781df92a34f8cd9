"""pytest collects the pages of a book: a node a step, a failure with its place, no guesswork."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from reloaded.interpreters.environments import Interpreter
from reloaded.interpreters.find_pythons import find
from reloaded.interpreters.gates import SUPPORTED

PLUGIN = ("-p", "reloaded.testing.plugin", "-p", "no:cacheprovider", "-ra")

KEEPS = """\
# What `reload` keeps

## Deleted names survive { #deleted-names-survive }

Save it:

```python title="bar.py"
tea = 3
```

```pycon
>>> import bar
>>> bar.tea
3
```

=== "3.11 and later"

    ```pycon py=">=3.11"
    >>> bar.tea + 1
    4
    ```

## Another claim { #another-claim }

!!! note

    ```console
    $ echo hello
    hello
    ```
"""

NODES = [
    "docs/reload/keeps.md::deleted-names-survive::line 7",
    "docs/reload/keeps.md::deleted-names-survive::line 12",
    "docs/reload/keeps.md::deleted-names-survive::line 13",
    "docs/reload/keeps.md::deleted-names-survive::line 20",
    "docs/reload/keeps.md::another-claim::line 29",
]


@pytest.fixture
def book(pytester: pytest.Pytester, environments: Path) -> Path:
    """A book of one page, with environments that are there already."""
    pytester.makepyprojecttoml("[tool.pytest]\ntestpaths = ['docs']\nfilterwarnings = ['error']\n")
    (pytester.path / ".reloaded").mkdir()
    (pytester.path / ".reloaded/environments").symlink_to(environments)
    save(pytester.path, "reload/keeps.md", KEEPS)
    return pytester.path


def save(book: Path, name: str, text: str) -> None:
    """Save a page of the book."""
    page = book / "docs" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest over the book."""
    return pytester.runpytest_inprocess(*PLUGIN, *arguments)


def proofs(book: Path) -> list[Path]:
    """The proofs that the tests have left, and that hold."""
    runs = sorted((book / ".reloaded").glob("proofs/*/*.json"))
    return [
        run
        for run in runs
        if not any(one["trouble"] for one in json.loads(run.read_text())["outcomes"])
    ]


@pytest.mark.usefixtures("book")
def test_every_step_is_a_node_named_by_page_claim_and_line(pytester: pytest.Pytester) -> None:
    """A node is named `page::claim::line`, in the order of the page, inside tabs as elsewhere."""
    result = run(pytester, "--collect-only", "-q", "-p", "no:randomly")

    assert NODES == [line for line in result.outlines if "::" in line]


def test_a_claim_that_holds_leaves_a_proof(
    book: Path, pytester: pytest.Pytester, interpreter: Interpreter
) -> None:
    """A session that holds is written down, once for all its steps."""
    run(pytester).assert_outcomes(passed=5)

    first, second = proofs(book)
    assert [f"{interpreter.name.replace(' ', '-').lower()}.json"] * 2 == [first.name, second.name]
    lines = {len(json.loads(file.read_text())["outcomes"]) for file in (first, second)}
    assert {4, 1} == lines


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("before", "right", "wrong", "node"),
    [
        (">>> bar.tea\n", "3", "33", NODES[2]),
        ("    >>> bar.tea + 1\n    ", "4", "44", NODES[3]),
        ("    $ echo hello\n    ", "hello", "bye", NODES[4]),
    ],
    ids=["in the open", "in a tab", "in an admonition"],
)
def test_a_failure_names_the_very_line(
    before: str, right: str, wrong: str, node: str, pytester: pytest.Pytester
) -> None:
    """A failure shows page and line, the interpreter, what was typed, expected and printed."""
    assert before + right in KEEPS
    save(pytester.path, "reload/keeps.md", KEEPS.replace(before + right, before + wrong))

    result = run(pytester)

    result.assert_outcomes(passed=4, failed=1)
    _, claim, line = node.replace("line ", "").split("::")
    result.stdout.fnmatch_lines(
        [
            f"*docs/reload/keeps.md:{line} (#{claim})*",
            f"docs/reload/keeps.md:{line}: the page and * disagree under #{claim}",
            f"    {before.strip()}",
            "Expected:",
            f"    {wrong}",
            "Got:",
            f"    {right}",
            "Diff (- the page, + the interpreter):",
            f"    - {wrong}",
            f"    + {right}",
            f"FAILED {node}*",
        ],
        consecutive=False,
    )
    assert "site-packages" not in result.stdout.str()


@pytest.mark.usefixtures("book")
def test_only_newlines_end_lines(pytester: pytest.Pytester) -> None:
    """Separators that some tools take for ends of lines move no line number."""
    save(pytester.path, "reload/keeps.md", KEEPS.replace("# What", "# \x0c\u2028What", 1))

    result = run(pytester, "--collect-only", "-q", "-p", "no:randomly")

    assert NODES == [line for line in result.outlines if "::" in line]


def test_a_claim_that_fails_has_no_proof(book: Path, pytester: pytest.Pytester) -> None:
    """A session that does not hold takes its proof away, and no other."""
    run(pytester)
    before = proofs(book)
    outcome = book / ".reloaded/fails"
    command = f"```console\n$ test -e {outcome} && echo yes\nyes\n```\n"
    save(book, "depends.md", "## It depends { #it-depends }\n\n" + command)
    outcome.touch()
    run(pytester).assert_outcomes(passed=6)
    assert len(before) + 1 == len(proofs(book))
    outcome.unlink()  # outside of the session, where no result depends on it

    run(pytester, "--fresh").assert_outcomes(passed=5, failed=1)

    assert before == proofs(book)


@pytest.mark.parametrize("node", NODES)
def test_one_node_alone_is_enough(node: str, book: Path, pytester: pytest.Pytester) -> None:
    """A single step has all of its session before it, and proves its claim."""
    run(pytester, node).assert_outcomes(passed=1)

    assert len(proofs(book)) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("-p", "no:randomly", *NODES[::-1]),
        ("--randomly-seed=1",),
        ("--randomly-seed=2",),
        ("-n", "2"),
    ],
    ids=["reversed", "random", "random again", "two workers"],
)
def test_order_and_company_make_no_difference(
    arguments: tuple[str, ...], book: Path, pytester: pytest.Pytester
) -> None:
    """Steps give the same result in any order and on any number of workers."""
    save(book, "reload/keeps.md", KEEPS.replace("    hello\n    ```", "    bye\n    ```"))

    result = run(pytester, *arguments)

    result.assert_outcomes(passed=4, failed=1)
    result.stdout.fnmatch_lines(["FAILED docs/reload/keeps.md::another-claim::line 29*"])
    assert len(proofs(book)) == 1


@pytest.mark.parametrize("arguments", [(), ("-n", "2")], ids=["alone", "two workers"])
def test_a_malformed_page_is_one_error_and_other_pages_still_run(
    arguments: tuple[str, ...], book: Path, pytester: pytest.Pytester
) -> None:
    """A page that cannot be read is one line with its place; the rest of the book is tested."""
    save(book, "broken.md", "# A\n\n```pycon\n>>> 1\n1\n")

    result = run(pytester, "--continue-on-collection-errors", *arguments)

    result.assert_outcomes(passed=5, errors=1)
    told = "docs/broken.md:3: this fence is never closed; end it with ```"
    assert 1 == result.outlines.count(told)
    assert "Traceback" not in result.stdout.str()


def test_the_books_own_settings_let_other_pages_run(pytestconfig: pytest.Config) -> None:
    """The option that keeps a malformed page from stopping the others is in `pyproject.toml`."""
    assert pytestconfig.getoption("continue_on_collection_errors")


def test_a_step_is_collected_only_where_it_applies(
    book: Path, pytester: pytest.Pytester, interpreter: Interpreter, environments: Path
) -> None:
    """A fence for Pythons that were not chosen is skipped, with the command that runs it."""
    own = f"=={interpreter.minor}"
    page = "## A { #a }\n\n"
    for gate in (own, own.replace("==", "!=")):
        page += f'```pycon py="{gate}"\n>>> "{gate}"\n\'{gate}\'\n```\n\n'
    save(book, "reload/keeps.md", page)

    result = run(pytester)

    result.assert_outcomes(passed=1, skipped=1)
    other = next(one for one in SUPPORTED if one != interpreter.minor)
    command = f'pytest "docs/reload/keeps.md::a" --python {other}'
    result.stdout.fnmatch_lines([f"SKIPPED*docs/reload/keeps.md:9: only with *: {command}"])
    both = f"{interpreter.executable.resolve()},{find(other, environments).interpreters[0].program}"
    run(pytester, "--python", both).assert_outcomes(passed=2)


@pytest.mark.usefixtures("book")
def test_what_is_missing_is_named_once_at_the_end(
    pytester: pytest.Pytester, interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Python that was asked for and is not there fails nothing, and is named in the summary."""
    python = interpreter.executable.resolve()

    monkeypatch.setattr("reloaded.interpreters.find_pythons.candidates", lambda _name: iter(()))

    result = run(pytester, "--python", f"{python},3.12,pypy3")

    result.assert_outcomes(passed=5)
    told = "not found, so nothing was proved on them: 3.12, pypy3"
    assert 1 == result.outlines.count(told)
    assert f"sessions run on: {interpreter.name}" in result.outlines


def test_several_pythons_name_their_nodes(
    book: Path, pytester: pytest.Pytester, environments: Path
) -> None:
    """With more than one interpreter, a node says on which it runs, and each has its proof."""
    several = find("all", environments).interpreters[-2:]
    if len(several) < 2:
        pytest.skip("this machine has one Python")
    programs = [str(one.executable.resolve()) for one in several]

    result = run(pytester, "-v", "-p", "no:randomly", "--python", ",".join(programs))

    result.assert_outcomes(passed=10)
    names = [f"{node} on {one.name}" for one in several for node in NODES]
    assert names == [line.partition(" PASSED")[0] for line in result.outlines if "PASSED" in line]
    assert len(proofs(book)) == 4


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("banana", "--python: banana is unknown; choose running, all, 3.11, *"),
        ("3.9", "--python: 3.9 is unknown; choose running, all, 3.11, *"),
        ("/no/such/python", "--python: there is no Python that starts at /no/such/python"),
        (",", "--python: names no Python; *"),
    ],
)
def test_a_python_that_there_cannot_be_is_an_error(
    wanted: str, told: str, pytester: pytest.Pytester
) -> None:
    """Nothing is said to have passed on it."""
    result = run(pytester, "--python", wanted)

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([f"ERROR: {told}"])


@pytest.mark.usefixtures("book")
def test_a_python_of_which_the_book_does_not_speak_is_an_error(
    pytester: pytest.Pytester, interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it prints would be no proof of anything."""
    monkeypatch.setattr("reloaded.interpreters.find_pythons.SUPPORTED", ("3.98", "3.99"))

    result = run(pytester)

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    told = f"ERROR: --python: * is {interpreter.name}, and the book speaks of 3.98 to 3.99"
    result.stderr.fnmatch_lines([told])


def test_an_id_that_two_pages_share_stops_both(book: Path, pytester: pytest.Pytester) -> None:
    """Each page alone would pass; and a report of an earlier book is not left to mislead."""
    run(pytester).assert_outcomes(passed=5)
    report = book / "docs/report.json"
    assert report.exists()
    save(book, "other.md", KEEPS.partition("## Another")[0])

    for arguments in ((), ("docs/other.md",)):
        result = run(pytester, "--continue-on-collection-errors", *arguments)
        assert pytest.ExitCode.OK != result.ret
        told = "docs/other.md:3: the id #deleted-names-survive is that of docs/reload/keeps.md:3*"
        result.stdout.fnmatch_lines([told])

    assert not report.exists()


@pytest.mark.parametrize(("arguments", "written"), [((), 0), (("-n", "1"), 1)], ids=str)
def test_a_run_that_collects_no_page_writes_no_report(
    book: Path, pytester: pytest.Pytester, arguments: tuple[str, ...], written: int
) -> None:
    """It would read the whole book for it; only workers' pages are not seen from here."""
    other = pytester.makepyfile("def test_something_else(): pass")

    run(pytester, *arguments, str(other)).assert_outcomes(passed=1)

    assert written == len(list(book.glob("docs/report.json")))


BROKEN = """\
## A { #a }

```pycon
>>> first = 2
>>> first
1
>>> first + 1
2
>>> first + 2
3
>>> "right"
'right'
```
"""


@pytest.mark.parametrize(
    "arguments", [("--randomly-seed=1",), ("--randomly-seed=5",), ("-n", "2")], ids=str
)
def test_the_first_failure_is_told_in_full_and_what_follows_in_a_line(
    arguments: tuple[str, ...],
    book: Path,
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the order of the page, whatever the order of the tests."""
    for name in ("CI", "BUILD_NUMBER"):  # where pytest's summary repeats each in full
        monkeypatch.delenv(name, raising=False)
    save(book, "reload/keeps.md", BROKEN)

    result = run(pytester, *arguments)

    result.assert_outcomes(passed=2, failed=3)
    told = [line for line in result.outlines if line.startswith("docs/reload/keeps.md:")]
    assert 3 == len(told)
    assert told[0].startswith("docs/reload/keeps.md:5: the page and ")
    assert "docs/reload/keeps.md:7: wrong after line 5, which failed first: see there" == told[1]
    assert "docs/reload/keeps.md:9: wrong after line 5, which failed first: see there" == told[2]
    assert 1 == result.outlines.count("Expected:")


def test_what_has_not_changed_is_not_run_again(
    book: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The summary says what was found, and where; `--fresh` runs it all."""
    monkeypatch.setenv("RELOADED_STORE", str(pytester.path / "results"))
    run(pytester).stdout.fnmatch_lines(["proof: 0 found in *, 2 new"])
    run(pytester).stdout.fnmatch_lines(["proof: 2 found in *, 0 new"])
    run(pytester, "-n", "2").stdout.fnmatch_lines(["proof: * found in *, 0 new"])
    run(pytester, "--fresh").stdout.fnmatch_lines(["proof: 0 found in *, 2 new"])
    page = book / "docs/reload/keeps.md"
    page.write_text(page.read_text().replace("Save it:", "Now save it:\n", 1))
    run(pytester).stdout.fnmatch_lines(["proof: 2 found in *, 0 new"])


def test_the_report_follows_the_proofs_and_the_pages(book: Path, pytester: pytest.Pytester) -> None:
    """It is written again where it would be another, and left alone else."""
    report = book / "docs/report.json"
    run(pytester)
    time.sleep(0.02)  # dates are not finer on every disk
    report.write_text("[]\n")
    run(pytester, NODES[0])
    assert report.read_text() == "[]\n"
    shutil.rmtree(proofs(book)[0].parent)
    run(pytester)
    assert report.read_text() != "[]\n"
    page = book / "docs/reload/keeps.md"
    page.write_text(page.read_text().replace("## Another claim", "## Yet another claim"))
    run(pytester)
    assert "Yet another claim" in report.read_text()
