"""Sees what the names of a session refer to, for a picture, by the recorder and the probe.

This file runs inside Pyodide, beside a session. A browser has no `fork`, in whose child the tests
collect garbage and call probes. The worker, `reloaded/playground/worker.js`, notes the
whole memory of Python before it calls `probed` or `verified`, and puts it back afterwards: what
they do has not happened.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any


class LiveRecorder:
    """What watches a session.

    Args:
        sources: of the files of `reloaded/`, by their paths in it.
        boot: the modules that were loaded before the session; the probe may use them.
        before: the names of those that the session has found loaded.
    """

    def __init__(
        self, sources: dict[str, str], boot: "dict[str, ModuleType]", before: set[str]
    ) -> None:
        ours = executed(sources["guest/namespace_recorder.py"], "recorder")
        main = vars(sys.modules["__main__"])
        self.recorder = ours["Recorder"](os.getcwd(), main, before)
        self.see = ours["at_rest"](self.recorder.look)
        self.seen: dict[str, Any] = {}
        lent = {name: module for name, module in boot.items() if name not in sys.modules}
        sys.modules.update(lent)
        self.probe_file = executed(sources["guest/probe.py"], "probe")
        for name in lent:
            del sys.modules[name]

    def look(self) -> None:
        """See what is there now, and label what is new."""
        self.seen = self.see()

    def probed(self, probe: str) -> str:
        """Evaluate a probe; the repr of what came of it, as `probe.py` has it."""
        labels = self.probe_file["labelled"](self.seen, self.recorder)
        return ascii(self.probe_file["probed"](probe, self.recorder.main, labels))

    def verified(self, answers: dict[str, str]) -> str:
        """The repr of what is seen, with what the probe says, and the probes.

        Args:
            answers: what `probed` gave, by probe.
        """
        asked = self.probe_file["ask"](
            self.seen, self.recorder, list(answers), lambda probe, *_: eval(answers[probe], {})
        )
        return ascii(self.seen | asked)


def executed(source: str, name: str) -> "dict[str, Any]":
    """The namespace of a file that was executed."""
    names: dict[str, Any] = {"__name__": name}
    exec(compile(source, f"<{name}>", "exec"), names)
    return names
