"""`importlib.reload`, for comparison."""

import sys
from importlib import reload
from pathlib import Path

import client

client.fill()
client.save(Path(sys.argv[1]).read_text(encoding="utf-8"))
reload(client.shop)
client.tell()
