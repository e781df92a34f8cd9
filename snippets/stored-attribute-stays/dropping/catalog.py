import json
from pathlib import Path

print("reading catalog.py")

globals().pop("PRICES", None)


def __getattr__(name):
    if name != "PRICES":
        raise AttributeError(f"the catalog has no {name}")
    globals()[name] = json.loads(Path("prices.json").read_text())
    return globals()[name]
