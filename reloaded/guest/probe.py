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
    seen: dict[str, Any],
    recorder: Any,
    probes: list[str],
    told: "Callable[[str, dict[str, Any], dict[int, str]], tuple[str, str]] | None" = None,
) -> dict[str, Any]:
    """Return what is false in what was seen, what has died, and what the probes give, or don't.

    Args:
        seen: the tables and objects of the recorder.
        recorder: which has the prompt's namespace, and the first object of each label.
        probes: expressions, as the author wrote them.
        told: what evaluates a probe without a trace, where it is not `apart`.
    """
    false = contradictions(seen, recorder)
    gc.collect()
    gone = sorted(label for label, first in recorder.kept.items() if first() is None)
    calls: dict[str, list[str]] = {}
    answers = []
    failed = []
    labels = labelled(seen, recorder)
    for probe in probes:
        label, text = (told or apart)(probe, recorder.main, labels)
        if not text or RAISES in text:
            failed.append(probe)
        if label:
            calls.setdefault(label, [])
            calls[label] += [text] if text not in calls[label] else []
        elif text:
            answers.append([probe, text])
    return {"false": false, "gone": gone, "calls": calls, "answers": answers, "failed": failed}


def fetched(seen: dict[str, Any], recorder: Any) -> list[tuple[str, str, Any]]:
    """Evaluate every place that refers to a labelled object: `(path, label, object)`."""
    names = {"modules": sys.modules, "main": recorder.main, "last": recorder.last}
    told = [(one["path"], label) for label, one in seen["objects"].items()]
    for rows in [one["rows"] for one in [*seen["tables"], *seen["objects"].values()]]:
        told += [(row["path"], row["to"]) for row in rows if "to" in row]
    return [(path, label, eval(path, dict(names))) for path, label in told]


def labelled(seen: dict[str, Any], recorder: Any) -> dict[int, str]:
    """The labels of objects, by `id`: good for this snapshot only."""
    return {id(node): label for _, label, node in fetched(seen, recorder)}


def contradictions(seen: dict[str, Any], recorder: Any) -> list[str]:
    """Name each pair of places where labels and `is` disagree, now or with an earlier snapshot."""
    false = []
    objects = fetched(seen, recorder)
    for number, (path, label, node) in enumerate(objects):
        for other, also, another in objects[:number]:
            if (node is another) != (label == also):
                false.append(f"{other} is {path}: {another is node}; labels: {also}, {label}")
        for also, first in recorder.kept.items():
            if (first() is node) != (label == also):
                false.append(f"{path} is the first {also}: {first() is node}; label: {label}")
    return false


def apart(probe: str, names: dict[str, Any], labels: dict[int, str]) -> tuple[str, str]:
    """Evaluate a probe in one more copy of the process: what it changes, no other probe sees."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, ascii(probed(probe, names, labels)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        told = answer.read()
    os.waitpid(child, 0)
    label, text = ast.literal_eval(told.decode()) if told else ("", "")
    return str(label), str(text)


def probed(probe: str, names: dict[str, Any], labels: dict[int, str]) -> tuple[str, str]:
    """Evaluate a probe; what it says belongs to the labelled object that it calls, if it does.

    Returns:
        That object's label or an empty text, and what came of it: `(120) → 100.0`; an empty text
        where the names of the probe mean nothing yet.
    """
    parsed = ast.parse(probe, mode="eval").body
    label, said = "", ""
    try:
        if isinstance(parsed, ast.Call):
            callee = eval(ast.unparse(parsed.func), names)
            label = labels.get(id(getattr(callee, "__func__", callee)), "")
            said = probe[len(ast.get_source_segment(probe, parsed.func) or "") :]
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
    return label, (said + " " + text if said and label else text)


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
