"""jurigged, which watches the files of a folder."""

import sys
import time

import client
import jurigged
from shop import RATE  # noqa: F401 - held at the prompt

told = []
watcher = jurigged.watch("*.py", logger=told.append, poll=0.1)
time.sleep(0.5)
client.fill(globals())
told.clear()
reports = {}
for name in client.save():
    end = time.monotonic() + 8
    # It tells of the module last, when it has done all that is below it
    while not any(getattr(event, "defn", None) and event.defn.name == name for event in told):
        if time.monotonic() > end:
            sys.exit(f"jurigged has told nothing of {name} in 8 seconds: {told}")
        time.sleep(0.05)
    for event in told:
        if isinstance(event, Exception):
            reports[name] = type(event).__name__
    told.clear()
client.tell(reports)
watcher.stop()
