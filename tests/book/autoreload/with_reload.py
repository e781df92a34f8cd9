"""`importlib.reload`, for comparison."""

import sys
from importlib import reload

import client
from shop import RATE  # noqa: F401 - held at the prompt

client.fill(globals())
for name in client.save():
    reload(sys.modules[name])
client.tell()
