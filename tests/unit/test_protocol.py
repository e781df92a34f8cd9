"""What a page and its worker say to each other is read by one description, and refused by it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from reloaded.pyodide.published_scripts import SCRIPTS
from tests.support.needs import needs_node

READ = """
import { pathToFileURL } from "node:url";
const [file, cases] = process.argv.slice(1);
const protocol = await import(pathToFileURL(file));
const said = (one) => {
  try {
    const [end, heard, task] = (0, eval)(`(${one})`);
    const read = { page: protocol.readReply, worker: protocol.readRequest }[end];
    return JSON.stringify(read ? read(heard) : protocol.readValue(task, heard));
  } catch (error) {
    if (!(error instanceof protocol.MessageError)) throw error;
    return `refused: ${error.message}`;
  }
};
console.log(JSON.stringify(JSON.parse(cases).map(said)));
"""
"""Reads each case as one end does; `[end, what it hears]`, or for a value the task as well."""

DONE = 'say: "done", id: 1, output: "", exits: false, value: null, wrote: true'
FOLDER = '{"clock": 1, "touches": 0, "entries": {"": [0, null], "a.py": [1, "eA=="]}}'
HELD = "{name: 'a', id: 7, file: null, bound: [{in: 'b', as: 'c', same: true}]}"

TAKEN = {
    '["page", {say: "ready", more: 1}]': {"say": "ready"},
    '["page", {say: "progress", loaded: 1, total: 2}]': {
        "say": "progress",
        "loaded": 1,
        "total": 2,
    },
    '["page", {say: "failed", why: "no memory"}]': {"say": "failed", "why": "no memory"},
    '["page", {say: "refused", id: 3, why: "no"}]': {"say": "refused", "id": 3, "why": "no"},
    f'["page", {{{DONE}}}]': {
        "say": "done",
        "id": 1,
        "output": "",
        "exits": False,
        "value": None,
        "wrote": True,
    },
    '["worker", {do: "boot", base: "/a/"}]': {"do": "boot", "base": "/a/"},
    '["worker", {do: "save", id: 1, path: "a", text: ""}]': {
        "do": "save",
        "id": 1,
        "path": "a",
        "text": "",
    },
    '["worker", {do: "look", id: 2, probes: ["a"]}]': {"do": "look", "id": 2, "probes": ["a"]},
    '["value", ["a.py", "b/"], "paths"]': ["a.py", "b/"],
    f'["value", [{HELD}], "modules"]': [
        {
            "name": "a",
            "id": 7,
            "file": None,
            "bound": [{"in": "b", "as": "c", "same": True}],
        }
    ],
    '["value", null, "read"]': None,
    f"['value', '{FOLDER}', 'pack']": FOLDER,
}
"""What is read, and what of it goes on."""

REFUSED = {
    '["page", "ready"]': "it is no object",
    '["page", null]': "it is no object",
    '["page", [{say: "ready"}]]': "it is no object",
    '["page", {}]': "it has no say",
    '["page", {say: 7}]': "it has a wrong say: it is no string",
    '["page", {say: "dance"}]': 'nothing is called "dance"',
    '["page", {say: "constructor"}]': 'nothing is called "constructor"',
    '["page", {say: "progress", loaded: Infinity, total: 1}]': (
        '"progress" has a wrong loaded: it is no count'
    ),
    '["page", {say: "progress", loaded: -1, total: 1}]': (
        '"progress" has a wrong loaded: it is no count'
    ),
    '["page", {say: "failed", id: 1}]': '"failed" has no why',
    '["page", {say: "failed", id: "1", why: ""}]': '"failed" has a wrong id: it is no count',
    f'["page", {{{DONE}, output: ["a"]}}]': '"done" has a wrong output: it is no string',
    f'["page", {{{DONE}, output: "x".repeat(500_001)}}]': (
        '"done" has a wrong output: it has more than 500,000 characters'
    ),
    f'["page", {{{DONE}, exits: 1}}]': '"done" has a wrong exits: it is neither true nor false',
    '["worker", {do: "type", id: 1}]': '"type" has no source',
    '["worker", {do: "type", source: "1"}]': '"type" has no id',
    '["worker", {do: "type", id: 1, source: "x".repeat(1_000_001)}]': (
        '"type" has a wrong source: it has more than 1,000,000 characters'
    ),
    '["worker", {do: "save", id: 1, path: "a", text: "", sameSecond: "no"}]': (
        '"save" has a wrong sameSecond: it is neither true nor false'
    ),
    '["worker", {do: "look", id: 1, probes: [1]}]': (
        '"look" has a wrong probes: it has an entry that is no string'
    ),
    '["worker", {do: "unpack", id: 1, packed: "{}"}]': (
        '"unpack" has a wrong packed: it describes no folder'
    ),
    '["value", 7, "save"]': 'the value of "save" is not null',
    '["value", {length: 1}, "paths"]': 'the value of "paths" is no list',
    '["value", new Array(1), "paths"]': 'the value of "paths" has an entry that is no string',
    '["value", new Array(100_001), "paths"]': 'the value of "paths" has more than 100,000 entries',
    f'["value", [{HELD}, {{}}], "modules"]': 'the value of "modules" has an entry that has no name',
    '["value", "[", "pack"]': 'the value of "pack" describes no folder',
    '["value", JSON.stringify({clock: 1, touches: 0, entries: {a: 1}}), "pack"]': (
        'the value of "pack" describes no folder'
    ),
}
"""What is refused, and in which words."""


def read(cases: list[str], file: Path) -> list[str]:
    """What a description makes of each case."""
    node = str(needs_node())
    command = [node, "--input-type=module", "--eval", READ, str(file), json.dumps(cases)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [str(one) for one in json.loads(done.stdout)]


def test_what_is_described_is_read() -> None:
    """And nothing else goes on than what is described."""
    found = read(list(TAKEN), SCRIPTS / "protocol.js")

    assert list(TAKEN.values()) == [json.loads(one) for one in found]


def test_everything_else_is_refused() -> None:
    """An unknown kind, a wrong type, a missing field, a text that is too long: it says which."""
    found = read(list(REFUSED), SCRIPTS / "protocol.js")

    assert [f"refused: {why}" for why in REFUSED.values()] == found


BREAKS = {
    "kind": ("!Object.hasOwn(kinds, kind)", "!(kind in kinds)"),
    "type": ('typeof value !== "string"', "false"),
    "size": ("value.length > most", "false"),
    "field": ("if (wrong) return given", "if (wrong && given.has(name)) return given"),
    "entries": ("value.length > MOST.entries", "false"),
    "holes": ("Array.from(value, check)", "value.map(check)"),
    "folder": ("isFolder(String(value))", "true"),
    "count": ("Number(value) >= 0", "true"),
}
"""Each kind of look that the description takes, and how it would not."""


@pytest.mark.parametrize("look", BREAKS)
def test_a_description_that_looks_less_closely_is_noticed(tmp_path: Path, look: str) -> None:
    """Were any look left out, one of the cases would get through, or raise what is no refusal."""
    whole, broken = BREAKS[look]
    text = (SCRIPTS / "protocol.js").read_text(encoding="utf-8")
    assert 1 == text.count(whole)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "packed-folder.js").write_bytes((SCRIPTS / "packed-folder.js").read_bytes())
    (tmp_path / "protocol.js").write_text(text.replace(whole, broken), encoding="utf-8")

    with pytest.raises(AssertionError):
        assert [f"refused: {why}" for why in REFUSED.values()] == read(
            list(REFUSED), tmp_path / "protocol.js"
        )
