"""jurigged, which watches the files of a folder."""

import sys
from pathlib import Path

import client
import jurigged

watcher = jurigged.watch("*.py", logger=lambda event: None, poll=0.1)
client.time.sleep(0.5)
client.fill()
client.save(Path(sys.argv[1]).read_text(encoding="utf-8"))
client.wait(lambda: client.shop.cost(1) > 100)
client.tell()
watcher.stop()
