"""IPython's `%autoreload 2`, in a shell without a terminal."""

import sys
from pathlib import Path

from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.run_cell("%load_ext autoreload\n%autoreload 2\nimport client")
client = sys.modules["client"]
client.fill()
client.save(Path(sys.argv[1]).read_text(encoding="utf-8"))
shell.run_cell("pass")  # it looks for edits before each cell
client.tell()
