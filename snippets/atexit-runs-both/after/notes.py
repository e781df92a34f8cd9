import atexit
import json
from pathlib import Path

NOTES = ["buy tea"]


def save():
    print("saving JSON")
    Path("notes.txt").write_text(json.dumps(NOTES))


atexit.register(save)
