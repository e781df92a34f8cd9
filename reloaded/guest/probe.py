"""Asks the session itself whether what the recorder saw is true, and probes what the author names.

It is executed in a copy of the session's process, so it may import, call, print and raise. Of the
recorder's work it takes the places and the labels alone: each object is fetched again, by
evaluating the path to it, and compared by `is`. Beyond one snapshot `is` cannot reach, so a label
is also held against the object that had it first, by a weak reference (PEP 205: dead once its
object is, whatever takes the address over).
"""

import ast
import gc
import os
import sys
from collections.abc import Callable
from typing import Any

SIMPLE = (str, bytes, int, float, bool, list, tuple, dict)


RAISES = "raises "
"""What stands before the name of an exception."""


def ask(
    snapshot: dict[str, Any],
    recorder: Any,
    probes: list[str],
    evaluate: "Callable[[str, dict[str, Any], dict[int, str]], tuple[str, str]] | None" = None,
) -> dict[str, Any]:
    """Ask what is false in a snapshot, what has died, and what the probes give, or don't.

    Args:
        snapshot: the tables and objects of the recorder.
        recorder: which has the prompt's namespace, and the first object of each label.
        probes: expressions, as the author wrote them.
        evaluate: what evaluates a probe without a trace, where it is not `apart`.

    Returns:
        Lists: `false` (contradictions, in words), `gone` (labels of the dead), `answers` (pairs of
        a probe and what it gave), `failed` (probes that raised or named nothing); and `calls`, what
        the calls of a labelled object gave, by label.
    """
    false = contradictions(snapshot, recorder)
    gc.collect()
    gone = sorted(label for label, first in recorder.kept.items() if first() is None)
    calls: dict[str, list[str]] = {}
    answers = []
    failed = []
    labels = labelled(snapshot, recorder)
    for probe in probes:
        label, text = (evaluate or apart)(probe, recorder.main, labels)
        if not text or RAISES in text:
            failed.append(probe)
        if label:
            calls.setdefault(label, [])
            calls[label] += [text] if text not in calls[label] else []
        elif text:
            answers.append([probe, text])
    return {"false": false, "gone": gone, "calls": calls, "answers": answers, "failed": failed}


def fetched(snapshot: dict[str, Any], recorder: Any) -> list[tuple[str, str, Any]]:
    """Evaluate every place that refers to a labelled object: `(path, label, object)`."""
    names = {"modules": sys.modules, "main": recorder.main, "last": recorder.last}
    places = [(node["path"], label) for label, node in snapshot["objects"].items()]
    for rows in [holder["rows"] for holder in [*snapshot["tables"], *snapshot["objects"].values()]]:
        places += [(row["path"], row["to"]) for row in rows if "to" in row]
    return [(path, label, eval(path, dict(names))) for path, label in places]


def labelled(snapshot: dict[str, Any], recorder: Any) -> dict[int, str]:
    """The labels of objects, by `id`: good for this snapshot only."""
    return {id(node): label for _, label, node in fetched(snapshot, recorder)}


def contradictions(snapshot: dict[str, Any], recorder: Any) -> list[str]:
    """Name each pair of places where labels and `is` disagree, now or with an earlier snapshot."""
    false = []
    objects = fetched(snapshot, recorder)
    for number, (path, label, node) in enumerate(objects):
        for earlier, earlier_label, earlier_node in objects[:number]:
            if (node is earlier_node) != (label == earlier_label):
                false.append(
                    f"{earlier} is {path}: {earlier_node is node}; labels: {earlier_label}, {label}"
                )
        for first_label, first in recorder.kept.items():
            if (first() is node) != (label == first_label):
                false.append(
                    f"{path} is the first {first_label}: {first() is node}; label: {label}"
                )
    return false


def apart(probe: str, names: dict[str, Any], labels: dict[int, str]) -> tuple[str, str]:
    """Evaluate a probe in one more copy of the process: what it changes, no other probe sees.

    Args:
        probe: an expression, as the author wrote it.
        names: the namespace that it is evaluated in.
        labels: of objects, by `id`.

    Returns:
        As `probed`; two empty strings where the copy died before it answered.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, ascii(probed(probe, names, labels)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    label, text = ast.literal_eval(answer.decode()) if answer else ("", "")
    return str(label), str(text)


def probed(probe: str, names: dict[str, Any], labels: dict[int, str]) -> tuple[str, str]:
    """Evaluate a probe; what it says belongs to the labelled object that it calls, if it does.

    Args:
        probe: an expression, as the author wrote it.
        names: the namespace that it is evaluated in; a probe may change it.
        labels: of objects, by `id`.

    Returns:
        That object's label or an empty string, and what came of it: `(120) → 100.0`; an empty
        string where the names of the probe mean nothing yet.
    """
    parsed = ast.parse(probe, mode="eval").body
    label, arguments = "", ""
    try:
        if isinstance(parsed, ast.Call):
            callee = eval(ast.unparse(parsed.func), names)
            label = labels.get(id(getattr(callee, "__func__", callee)), "")
            arguments = probe[len(ast.get_source_segment(probe, parsed.func) or "") :]
    except Exception:  # the name is not bound yet, or no longer
        return "", ""
    printed = Printed()
    sys.stdout = printed
    try:
        value = eval(probe, names)
    except NameError as error:
        text = "" if not label and str(error.name) in ast.unparse(parsed) else raised(error)
    except Exception as error:  # whatever it raises is what the figure says
        text = raised(error)
    else:
        text = "→ " + (repr(value) if type(value) in SIMPLE else type(value).__name__)
        if value is None:
            text = "prints " + printed.text.strip() if printed.text else "→ None"
    return label, (arguments + " " + text if arguments and label else text)


def raised(error: Exception) -> str:
    """Name an exception."""
    return RAISES + type(error).__name__


class Printed:
    """Takes what is printed."""

    text = ""

    def write(self, text: str) -> None:
        """Add to what is printed."""
        self.text += text

    def flush(self) -> None:
        """Do nothing, as `print` may ask."""
