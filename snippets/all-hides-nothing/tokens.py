import json

__all__ = ["load"]

_EMPTY = "{}"


def load(text=_EMPTY):
    return json.loads(text)


def wipe():
    return json.loads(_EMPTY)
