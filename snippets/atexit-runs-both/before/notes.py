import atexit
from pathlib import Path

NOTES = ["buy tea"]


def save():
    print("saving plain text")
    Path("notes.txt").write_text("\n".join(NOTES))


atexit.register(save)
