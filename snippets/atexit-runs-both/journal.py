import atexit
from functools import partial

for name in "save", "note":
    if name in globals():
        atexit.unregister(globals()[name])


def save():
    print("saving")


def note(text):
    print(text)


atexit.register(save)
atexit.register(partial(note, "good night"))
